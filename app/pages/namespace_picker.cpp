// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/namespace_picker.h"

#include "app/model/inspect_words.h"

#include <utility>

namespace ls::pages {

namespace {

constexpr int kWidth = 148;

} // namespace

NamespacePicker::NamespacePicker(QWidget* parent)
    : QComboBox(parent) {
    setObjectName(QStringLiteral("namespaces"));
    setAccessibleName(tr("Network namespace"));
    setToolTip(tr("The network namespace that is looked at. Others can be entered only with privilege."));
    setMinimumWidth(kWidth);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::activated, this, &NamespacePicker::choose);
}

void NamespacePicker::setNamespaces(const std::vector<inspect::NetNamespaceInfo>& namespaces) {
    clear();
    for (const inspect::NetNamespaceInfo& each : namespaces) {
        addItem(model::namespaceName(each), QString::fromStdString(each.path));
        const int place = count() - 1;
        if (!each.canEnter && !each.isOwn) {
            setItemData(place, QString::fromStdString(each.why), Qt::ToolTipRole);
            setItemData(place, 0, Qt::UserRole - 1); // not to be chosen
        }
        if (each.path == m_path) {
            setCurrentIndex(place);
        }
    }
    m_path = currentData().toString().toStdString(); // the own one, which is first, where the chosen one is gone
}

void NamespacePicker::choose(int place) {
    std::string path = itemData(place).toString().toStdString();
    if (std::exchange(m_path, path) != path) {
        emit chosen();
    }
}

} // namespace ls::pages
