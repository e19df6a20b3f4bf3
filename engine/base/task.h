// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace ls {

/// A callable of no arguments that is moved, never copied, so it may own descriptors.
/// (std::function wants copies; std::move_only_function comes with C++23.)
class Task final {
public:
    Task() = default;

    template <typename F>
    requires(!std::same_as<std::remove_cvref_t<F>, Task> && std::invocable<F&>) Task(F&& run)
        : m_body(std::make_unique<Body<std::remove_cvref_t<F>>>(std::forward<F>(run))) {}

    void operator()() { m_body->run(); }
    [[nodiscard]] bool isEmpty() const { return m_body == nullptr; }

private:
    struct AnyBody {
        AnyBody() = default;
        AnyBody(const AnyBody&) = delete;
        AnyBody& operator=(const AnyBody&) = delete;
        virtual ~AnyBody() = default;
        virtual void run() = 0;
    };

    template <typename F>
    struct Body final : AnyBody {
        template <typename G>
        explicit Body(G&& f)
            : function(std::forward<G>(f)) {}
        void run() override { function(); }
        F function;
    };

    std::unique_ptr<AnyBody> m_body;
};

} // namespace ls
