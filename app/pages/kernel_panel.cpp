// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/kernel_panel.h"

#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ls::pages {

using model::SysctlTableModel;

namespace {

constexpr int kHelpLines = 2;

} // namespace

KernelPanel::KernelPanel(const kernel::SysctlCatalogue& catalogue, QWidget* parent)
    : QWidget(parent)
    , m_model(new SysctlTableModel(catalogue, this))
    , m_table(new widgets::RecordTable)
    , m_help(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    setUpTable();
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setFixedHeight(kHelpLines * m_help->fontMetrics().lineSpacing() + 4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 10);
    layout->setSpacing(6);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_help);
    layout->addWidget(makeButtons());
    connect(m_model, &SysctlTableModel::changeWanted, this, &KernelPanel::changeWanted);
    connect(m_model, &SysctlTableModel::refused, this, &KernelPanel::showProblem);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &KernelPanel::showRow);
    showRow();
}

void KernelPanel::setUpTable() {
    m_table->setObjectName(QStringLiteral("sysctls"));
    m_table->setAccessibleName(tr("Kernel settings of the laboratory"));
    m_table->setRecords(m_model, {158, 74, 74, 130, 320});
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_filter = new widgets::FilterField(*m_table);
}

QWidget* KernelPanel::makeButtons() {
    auto* reverts = new QMenu(this);
    m_revert = reverts->addAction(tr("This setting to its default"), this, &KernelPanel::revertRow);
    m_revertAll = reverts->addAction(tr("All settings to their defaults"), this, &KernelPanel::revertAllWanted);
    m_host = reverts->addAction(tr("All settings to this machine's own values"), this, &KernelPanel::hostValuesWanted);
    auto* copies = new QMenu(this);
    for (const auto format :
         {model::SnippetFormat::SysctlD, model::SnippetFormat::Docker, model::SnippetFormat::Compose,
          model::SnippetFormat::Kubernetes, model::SnippetFormat::Systemd}) {
        connect(copies->addAction(model::snippetTitle(format)), &QAction::triggered, this,
                [this, format] { copy(format); });
    }
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(6);
    layout->addWidget(m_filter, 1);
    const auto addMenu = [&](const QString& text, const QString& help, QMenu* menu) {
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("menu"));
        button->setText(text);
        button->setToolTip(help);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
    };
    addMenu(tr("Set to ▾"), tr("Back to the kernel's defaults, or to this machine's own values"), reverts);
    addMenu(tr("Copy as ▾"), tr("The settings that were changed, in the words of the tool that is to set them"),
            copies);
    return row;
}

void KernelPanel::show(const std::shared_ptr<const lab::LiveSysctls>& values, int backlog) {
    m_backlog = backlog;
    m_table->setEnabled(true);
    m_model->setValues(values);
    enableButtons();
}

void KernelPanel::showClosed() {
    m_table->setEnabled(false);
    for (QAction* action : {m_revert, m_revertAll, m_host}) {
        action->setEnabled(false);
    }
}

void KernelPanel::enableButtons() {
    const QModelIndex current = m_table->currentIndex();
    m_revert->setEnabled(current.isValid() && m_model->isChanged(m_table->recordOf(current)));
    m_revertAll->setEnabled(!m_model->changed().empty());
    m_host->setEnabled(m_table->isEnabled());
}

void KernelPanel::showRow() {
    const QModelIndex current = m_table->currentIndex();
    say(QStringLiteral("dim"), current.isValid()
                                   ? m_model->describe(m_table->recordOf(current))
                                   : tr("A fresh laboratory has the kernel's defaults. ↻ needs a new listen(): done "
                                        "for you."));
    enableButtons();
}

void KernelPanel::showProblem(const QString& problem) {
    say(QStringLiteral("problem"), problem);
}

void KernelPanel::say(const QString& look, const QString& text) {
    m_help->setObjectName(look);
    m_help->setText(text);
    m_help->setToolTip(text);
    m_help->style()->unpolish(m_help);
    m_help->style()->polish(m_help);
}

void KernelPanel::revertRow() {
    if (const QModelIndex current = m_table->currentIndex(); current.isValid()) {
        emit revertWanted(m_model->keyOf(m_table->recordOf(current)));
    }
}

void KernelPanel::copy(model::SnippetFormat format) {
    QGuiApplication::clipboard()->setText(model::snippet(format, m_model->changed(), m_backlog));
    emit copied();
}

QByteArray KernelPanel::layoutState() const {
    return m_table->layoutState();
}

void KernelPanel::setLayoutState(const QByteArray& state) {
    m_table->setLayoutState(state);
}

void KernelPanel::resetLayout() {
    m_table->resetLayout();
}

} // namespace ls::pages
