// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/namespace_picker.h"

#include "app/model/inspect_words.h"

#include <QAbstractItemView>

#include <algorithm>
#include <utility>

namespace ls::pages {

using inspect::NetNamespaceInfo;

namespace {

constexpr int kWidth = 148;

/// A path may lead to another namespace later, and another path to this one.
bool isSame(const NetNamespaceInfo& a, const NetNamespaceInfo& b) {
    return a.inode != 0 && b.inode != 0 ? a.inode == b.inode : a.path == b.path;
}

bool looksAlike(const NetNamespaceInfo& a, const NetNamespaceInfo& b) {
    return a.inode == b.inode && a.path == b.path && a.canEnter == b.canEnter && a.why == b.why &&
           model::namespaceName(a) == model::namespaceName(b);
}

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

void NamespacePicker::setNamespaces(std::vector<NetNamespaceInfo> namespaces) {
    const auto found = std::find_if(namespaces.begin(), namespaces.end(),
                                    [this](const NetNamespaceInfo& each) { return isSame(each, m_chosen); });
    if (found != namespaces.end()) {
        m_chosen = *found;
    } else {
        namespaces.push_back(m_chosen);
    }
    const bool isNew =
        !std::equal(namespaces.begin(), namespaces.end(), m_namespaces.begin(), m_namespaces.end(), looksAlike);
    m_namespaces = std::move(namespaces);
    if (isNew) { // else nothing moves under the mouse
        fill();
    }
}

void NamespacePicker::fill() {
    clear();
    for (const NetNamespaceInfo& each : m_namespaces) {
        addItem(model::namespaceName(each));
        const int place = count() - 1;
        if (!each.canEnter && !each.isOwn) {
            setItemData(place, QString::fromStdString(each.why), Qt::ToolTipRole);
            setItemData(place, 0, Qt::UserRole - 1); // not to be chosen
        }
        if (isSame(each, m_chosen)) {
            setCurrentIndex(place);
        }
    }
    if (view()->isVisible()) {
        QComboBox::showPopup(); // as large as it is now
    }
}

void NamespacePicker::chooseOwn() {
    const auto own =
        std::find_if(m_namespaces.begin(), m_namespaces.end(), [](const NetNamespaceInfo& each) { return each.isOwn; });
    m_chosen = own == m_namespaces.end() ? NetNamespaceInfo{} : *own;
    setCurrentIndex(static_cast<int>(own - m_namespaces.begin()));
}

void NamespacePicker::showPopup() {
    emit opening();
    QComboBox::showPopup();
}

void NamespacePicker::choose(int place) {
    const NetNamespaceInfo before = std::exchange(m_chosen, m_namespaces[static_cast<std::size_t>(place)]);
    if (!isSame(before, m_chosen)) {
        emit chosen();
    }
}

} // namespace ls::pages
