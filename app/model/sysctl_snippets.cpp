// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sysctl_snippets.h"

#include <QCoreApplication>

namespace ls::model {

namespace {

class Snippets {
    Q_DECLARE_TR_FUNCTIONS(Snippets)
};

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
    return QString::fromUtf8(kernel::snippetTitle(format));
}

QString snippet(SnippetFormat format, const std::vector<std::pair<std::string, std::string>>& settings, int backlog) {
    QString text = QStringLiteral("# %1\n# %2\n")
                       .arg(advice(format), Snippets::tr("The program itself asked for a backlog of %1").arg(backlog));
    if (settings.empty()) {
        return text + QStringLiteral("# %1\n").arg(Snippets::tr("Every setting is at the kernel's default"));
    }
    return text + QString::fromStdString(kernel::sysctlSnippet(format, settings));
}

} // namespace ls::model
