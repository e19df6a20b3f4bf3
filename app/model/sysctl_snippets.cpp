// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sysctl_snippets.h"

#include <QCoreApplication>
#include <QStringList>

namespace ls::model {

namespace {

class Snippets {
    Q_DECLARE_TR_FUNCTIONS(Snippets)
};

struct Frame {
    QString head; ///< before the settings
    QString line; ///< %1 key, %2 value
    QString tail;
};

Frame frameOf(SnippetFormat format) {
    switch (format) {
    case SnippetFormat::Docker:
        return {QStringLiteral("docker run"), QStringLiteral(" \\\n  --sysctl '%1=%2'"),
                QStringLiteral(" \\\n  IMAGE\n")};
    case SnippetFormat::Compose:
        return {QStringLiteral("services:\n  SERVICE:\n    sysctls:\n"), QStringLiteral("      %1: \"%2\"\n"), {}};
    case SnippetFormat::Kubernetes:
        return {QStringLiteral("spec:\n  securityContext:\n    sysctls:\n"),
                QStringLiteral("      - name: %1\n        value: \"%2\"\n"),
                {}};
    case SnippetFormat::Systemd:
        return {QStringLiteral("[Service]\n"), QStringLiteral("ExecStartPre=+sysctl -w '%1=%2'\n"), {}};
    case SnippetFormat::SysctlD:
        break;
    }
    return {{}, QStringLiteral("%1 = %2\n"), {}};
}

QString advice(SnippetFormat format) {
    switch (format) {
    case SnippetFormat::SysctlD:
        return Snippets::tr("/etc/sysctl.d/60-listen-queues.conf; then: sysctl --system, and restart the service");
    case SnippetFormat::Kubernetes:
        return Snippets::tr("Most of these are unsafe sysctls there: the kubelet must allow them with "
                            "--allowed-unsafe-sysctls");
    case SnippetFormat::Systemd:
        return Snippets::tr("A drop-in of the service; with a socket unit also: [Socket] Backlog=");
    case SnippetFormat::Docker:
    case SnippetFormat::Compose:
        break;
    }
    return Snippets::tr("They count for this container only");
}

} // namespace

QString snippetTitle(SnippetFormat format) {
    switch (format) {
    case SnippetFormat::Docker:
        return QStringLiteral("docker run");
    case SnippetFormat::Compose:
        return QStringLiteral("Docker Compose");
    case SnippetFormat::Kubernetes:
        return QStringLiteral("Kubernetes");
    case SnippetFormat::Systemd:
        return QStringLiteral("systemd");
    case SnippetFormat::SysctlD:
        break;
    }
    return QStringLiteral("sysctl.d");
}

QString snippet(SnippetFormat format, const std::vector<std::pair<std::string, std::string>>& settings, int backlog) {
    const Frame frame = frameOf(format);
    QString text = QStringLiteral("# %1\n# %2\n")
                       .arg(advice(format), Snippets::tr("The program itself asked for a backlog of %1").arg(backlog));
    if (settings.empty()) {
        return text + QStringLiteral("# %1\n").arg(Snippets::tr("Every setting is at the kernel's default"));
    }
    text += frame.head;
    for (const auto& [key, value] : settings) {
        text += frame.line.arg(QString::fromStdString(key),
                               QString::fromStdString(value).replace(QLatin1Char('\t'), QLatin1Char(' ')));
    }
    return text + frame.tail;
}

} // namespace ls::model
