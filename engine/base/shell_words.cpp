// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/shell_words.h"

namespace ls {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word) {
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return text + "'";
}

bool isPlain(const std::string& word) {
    return !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                   "0123456789-_=./,:@%+") == std::string::npos;
}

} // namespace

Result<std::vector<std::string>> splitWords(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == '\\' && i + 1 < text.size()) {
            word += text[++i];
            inWord = true;
        } else if (kBlanks.find(c) == std::string_view::npos) {
            word += c;
            inWord = true;
        } else if (inWord) {
            words.push_back(std::move(word));
            word.clear();
            inWord = false;
        }
    }
    if (quote != 0) {
        return failure(ErrorCode::BadInput, std::string("a ") + quote + " is not closed", "close the quote");
    }
    if (inWord) {
        words.push_back(std::move(word));
    }
    return words;
}

std::string joinWords(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + (isPlain(word) ? word : quoted(word));
    }
    return text;
}

} // namespace ls
