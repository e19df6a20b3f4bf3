// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString headline(ErrorCode code) {
    switch (code) {
    case ErrorCode::Refused:
        return Words::tr("This machine refuses: ");
    case ErrorCode::OpenerGone:
        return Words::tr("The laboratory was closed from outside: ");
    case ErrorCode::Output:
    case ErrorCode::OutputClosed:
        return Words::tr("The file could not be written: ");
    case ErrorCode::SystemCall:
    case ErrorCode::Protocol:
    case ErrorCode::Timeout:
        return Words::tr("The engine failed: ");
    case ErrorCode::BadInput:
        break;
    }
    return {};
}

QString troubled(const sweep::Recommendation& recommendation) {
    return Words::tr("at %1 something was lost, late or unknown to the server in %2 of %3 runs")
        .arg(QString::fromStdString(recommendation.troubledValue))
        .arg(recommendation.troubledRuns)
        .arg(recommendation.runsThere);
}

} // namespace

QString sentence(const Error& error) {
    QString text = headline(error.code) + QString::fromStdString(error.text);
    if (!error.advice.empty()) {
        text += QStringLiteral("; ") + QString::fromStdString(error.advice);
    }
    return text + QLatin1Char('.');
}

RecommendationWords wordsFor(const sweep::Recommendation& recommendation) {
    using Basis = sweep::Recommendation::Basis;
    const QString value = QString::fromStdString(recommendation.value.value_or(""));
    switch (recommendation.basis) {
    case Basis::NoRuns:
        return {Words::tr("No recommendation"), Words::tr("No run was finished.")};
    case Basis::NoChoice:
        return {Words::tr("No recommendation"),
                Words::tr("What was varied is a property of the wire, not a setting to choose for a server.")};
    case Basis::NoClients:
        return {Words::tr("No recommendation"), Words::tr("There are no clients to judge by.")};
    case Basis::NotNumbers:
        return {Words::tr("No recommendation"),
                Words::tr("The values are words, so none of them is the smallest. Compare them in the table.")};
    case Basis::NoneClean:
        return {Words::tr("No value is enough"),
                Words::tr("Even %1. Try larger values, fewer clients or a faster accept rate.")
                    .arg(troubled(recommendation))};
    case Basis::AllClean:
        return {Words::tr("Recommended: %1").arg(value),
                Words::tr("Nothing was lost, late or unknown to the server at any value tested. Try smaller values "
                          "to find where it begins.")};
    case Basis::CleanFromHere:
        break;
    }
    return {Words::tr("Recommended: %1").arg(value),
            Words::tr("The smallest value tested from which on no connection was lost, late or unknown to the "
                      "server; %1.")
                .arg(troubled(recommendation))};
}

QString durationText(double microseconds) {
    const QLocale locale;
    const auto text = [&](double value, const QString& unit) {
        const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return locale.toString(value, 'f', decimals) + QStringLiteral(" ") + unit;
    };
    if (microseconds < 1000) {
        return locale.toString(static_cast<qlonglong>(std::llround(microseconds))) + QStringLiteral(" µs");
    }
    return microseconds < 1e6 ? text(microseconds / 1e3, QStringLiteral("ms"))
                              : text(microseconds / 1e6, QStringLiteral("s"));
}

QString countText(double count) {
    const bool whole = std::floor(count) == count;
    return QLocale().toString(count, 'f', whole ? 0 : 1);
}

QString timeLeftText(double seconds) {
    const auto whole = static_cast<qlonglong>(std::ceil(seconds));
    if (whole < 60) {
        return Words::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

} // namespace ls::model
