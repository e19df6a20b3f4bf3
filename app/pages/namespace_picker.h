// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QComboBox>

#include <string>
#include <vector>

namespace ls::pages {

/// Which network namespace is looked at, of those that there are; those that cannot be entered say why.
class NamespacePicker final : public QComboBox {
    Q_OBJECT

public:
    explicit NamespacePicker(QWidget* parent = nullptr);

    void setNamespaces(const std::vector<inspect::NetNamespaceInfo>& namespaces);
    /// NetNamespaceInfo::path
    [[nodiscard]] const std::string& path() const { return m_path; }

signals:
    /// Another than before, by the user.
    void chosen();

private:
    void choose(int place);

    std::string m_path;
};

} // namespace ls::pages
