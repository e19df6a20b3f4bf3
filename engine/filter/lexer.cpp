// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/lexer.h"

#include "engine/filter/fold.h"

#include <algorithm>
#include <array>

namespace ls::filter {

namespace {

constexpr std::string_view kBlank = " \t\r\n\v\f";
constexpr std::string_view kSpecial = "()&|!=<>\"'";

class Lexer {
public:
    explicit Lexer(std::string_view text)
        : m_text(text) {}

    tl::expected<std::vector<Token>, FilterError> run() {
        std::vector<Token> tokens;
        for (;;) {
            m_at = std::min(m_text.find_first_not_of(kBlank, m_at), m_text.size());
            if (m_at == m_text.size()) {
                tokens.push_back({Token::Kind::End, m_at, 0});
                return tokens;
            }
            auto token = next();
            if (!token) {
                return tl::unexpected(std::move(token).error());
            }
            m_at += token->length;
            tokens.push_back(std::move(*token));
        }
    }

private:
    tl::expected<Token, FilterError> next() const {
        const char c = m_text[m_at];
        if (c == '"' || c == '\'') {
            return quoted();
        }
        return isWordByte(c) ? word() : sign();
    }

    Token word() const {
        const auto* begin = m_text.data() + m_at;
        const std::string_view text(begin, std::find_if_not(begin, m_text.data() + m_text.size(), isWordByte));
        return {kindOfWord(text), m_at, text.size(), std::string(text)};
    }

    tl::expected<Token, FilterError> quoted() const {
        Token token{Token::Kind::Quoted, m_at, 0};
        for (std::size_t i = m_at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == m_text[m_at]) {
                token.length = i + 1 - m_at;
                return token;
            }
            if (m_text[i] == '\\' && i + 1 < m_text.size()) {
                ++i;
            }
            token.text += m_text[i];
        }
        return tl::unexpected(
            FilterError{FilterError::Kind::OpenQuote, m_at, m_text.size() - m_at, std::string(1, m_text[m_at])});
    }

    Token sign() const {
        struct Sign {
            std::string_view text;
            Token::Kind kind;
            Operator op = Operator::Equal;
        };
        using Kind = Token::Kind;
        // Longer ones first.
        static constexpr std::array<Sign, 14> kSigns{{{"&&", Kind::And},
                                                      {"||", Kind::Or},
                                                      {"!=", Kind::Compare, Operator::NotEqual},
                                                      {"==", Kind::Compare, Operator::Equal},
                                                      {"<=", Kind::Compare, Operator::LessOrEqual},
                                                      {">=", Kind::Compare, Operator::GreaterOrEqual},
                                                      {"=", Kind::Compare, Operator::Equal},
                                                      {"<", Kind::Compare, Operator::Less},
                                                      {">", Kind::Compare, Operator::Greater},
                                                      {"&", Kind::And},
                                                      {"|", Kind::Or},
                                                      {"!", Kind::Not},
                                                      {"(", Kind::Open},
                                                      {")", Kind::Close}}};
        const auto* found = std::find_if(kSigns.begin(), kSigns.end(),
                                         [&](const Sign& sign) { return m_text.substr(m_at).starts_with(sign.text); });
        return {found->kind, m_at, found->text.size(), std::string(found->text), found->op};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

tl::expected<std::vector<Token>, FilterError> tokensOf(std::string_view text) {
    return Lexer(text).run();
}

std::optional<Operator> operatorNamed(std::string_view word) {
    using Named = std::pair<std::string_view, Operator>;
    // Those of ss(8).
    static constexpr std::array<Named, 9> kWords{{{"eq", Operator::Equal},
                                                  {"ne", Operator::NotEqual},
                                                  {"neq", Operator::NotEqual},
                                                  {"lt", Operator::Less},
                                                  {"le", Operator::LessOrEqual},
                                                  {"leq", Operator::LessOrEqual},
                                                  {"gt", Operator::Greater},
                                                  {"ge", Operator::GreaterOrEqual},
                                                  {"geq", Operator::GreaterOrEqual}}};
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const Named& named) { return equalFolded(named.first, word); });
    return found != kWords.end() ? std::optional(found->second) : std::nullopt;
}

Token::Kind kindOfWord(std::string_view word) {
    if (equalFolded(word, "and")) {
        return Token::Kind::And;
    }
    if (equalFolded(word, "or")) {
        return Token::Kind::Or;
    }
    return equalFolded(word, "not") ? Token::Kind::Not : Token::Kind::Word;
}

bool isWordByte(char c) {
    return kBlank.find(c) == std::string_view::npos && kSpecial.find(c) == std::string_view::npos;
}

} // namespace ls::filter
