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

    /// Also while the list is open. What was chosen stays chosen and in the list: a namespace lives on while it is
    /// looked at, even where no name and no process leads to it any more.
    void setNamespaces(std::vector<inspect::NetNamespaceInfo> namespaces);
    /// The own one, by the program.
    void chooseOwn();
    /// NetNamespaceInfo::path
    [[nodiscard]] const std::string& path() const { return m_chosen.path; }

    void showPopup() override;

signals:
    /// The list is about to be seen; setNamespaces() may bring a newer one.
    void opening();
    /// Another than before, by the user.
    void chosen();

private:
    void choose(int place);
    void fill();

    std::vector<inspect::NetNamespaceInfo> m_namespaces; ///< as in the list
    inspect::NetNamespaceInfo m_chosen;
};

} // namespace ls::pages
