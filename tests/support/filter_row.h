// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/row.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ls::filter {

/// A row with the fields a test gives it.
class TestRow final : public Row {
public:
    TestRow& has(Key key, double number) {
        m_numbers[key].push_back(number);
        return *this;
    }
    TestRow& has(Key key, std::string text) {
        m_texts[key].push_back(std::move(text));
        return *this;
    }
    TestRow& has(Key key, Address address) {
        m_addresses[key] = address;
        return *this;
    }

    [[nodiscard]] std::optional<double> number(Key key, std::size_t index) const override {
        const auto found = m_numbers.find(key);
        return found != m_numbers.end() && index < found->second.size() ? std::optional(found->second[index])
                                                                        : std::nullopt;
    }
    [[nodiscard]] std::optional<std::string_view> text(Key key, std::size_t index) const override {
        const auto found = m_texts.find(key);
        return found != m_texts.end() && index < found->second.size()
                   ? std::optional<std::string_view>(found->second[index])
                   : std::nullopt;
    }
    [[nodiscard]] std::optional<Address> address(Key key) const override {
        const auto found = m_addresses.find(key);
        return found != m_addresses.end() ? std::optional(found->second) : std::nullopt;
    }
    [[nodiscard]] bool contains(const Needle& needle) const override {
        return std::any_of(m_texts.begin(), m_texts.end(), [&](const auto& field) {
            return std::any_of(field.second.begin(), field.second.end(),
                               [&](const std::string& text) { return needle.isIn(text); });
        });
    }

private:
    std::map<Key, std::vector<double>> m_numbers;
    std::map<Key, std::vector<std::string>> m_texts;
    std::map<Key, Address> m_addresses;
};

/// nginx with two workers on 10.1.2.3:80, nearly full.
inline void makeNginx(TestRow& row) {
    row.has(Key::Fill, 0.9).has(Key::Depth, 115).has(Key::Limit, 128).has(Key::Drops, 12).has(Key::HalfOpen, 3);
    row.has(Key::Process, "nginx").has(Key::Process, "nginx: worker").has(Key::Pid, 100).has(Key::Pid, 101);
    row.has(Key::Unit, "nginx.service").has(Key::User, "www-data").has(Key::User, 33).has(Key::Family, "tcp");
    row.has(Key::Inode, 4096123456.0).has(Key::State, 10).has(Key::LocalPort, 80);
    row.has(Key::Local, Address::v4(0x0a010203));
}

} // namespace ls::filter
