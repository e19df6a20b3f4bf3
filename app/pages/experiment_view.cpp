// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiment_view.h"

#include "app/pages/experiment_run_panel.h"
#include "app/pages/export_choice.h"
#include "app/widgets/card.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ls::pages {

namespace {

constexpr int kLeastColumn = 66;
constexpr int kWidestColumn = 124; ///< of figures: the words of the claim need the rest
constexpr int kPart = 1000;        ///< splitters share out by proportion
constexpr int kRowPadding = 8;

/// Keeps wrapped lines of neighbouring rows apart, and lets long figures wrap too.
class RoomyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize whole = QStyledItemDelegate::sizeHint(option, index);
        return {std::min(whole.width(), kWidestColumn), whole.height() + kRowPadding};
    }
};

} // namespace

ExperimentView::ExperimentView(QWidget* parent)
    : QWidget(parent)
    , m_checks(new model::CheckTableModel(this))
    , m_title(new QLabel)
    , m_question(new QLabel)
    , m_table(new QTableView)
    , m_why(new QTextBrowser)
    , m_runs(new ExperimentRunPanel)
    , m_parts(new QSplitter(Qt::Vertical)) {
    auto* facts = new QSplitter(Qt::Horizontal);
    facts->setChildrenCollapsible(false);
    facts->setHandleWidth(8);
    facts->addWidget(makeChecks());
    facts->addWidget(makeWhy());
    facts->setSizes({3 * kPart, 2 * kPart});
    facts->setStretchFactor(0, 3);
    facts->setStretchFactor(1, 2);
    m_parts->setChildrenCollapsible(false);
    m_parts->setHandleWidth(8);
    m_parts->addWidget(facts);
    m_parts->addWidget(m_runs);
    m_parts->setStretchFactor(0, 1);
    m_parts->setStretchFactor(1, 1);
    resetLayout();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts);
}

QWidget* ExperimentView::makeWhy() {
    auto* why = new widgets::Card(tr("Why"));
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setOpenExternalLinks(false);
    m_why->setFrameShape(QFrame::NoFrame);
    why->body()->addWidget(m_why, 1);
    return why;
}

QWidget* ExperimentView::makeChecks() {
    m_title->setObjectName(QStringLiteral("big"));
    m_title->setWordWrap(true);
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("checks"));
    m_table->setModel(m_checks);
    m_table->setItemDelegate(new RoomyDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(kLeastColumn);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(model::CheckTableModel::Says, QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* card = new widgets::Card(tr("Question"));
    card->body()->addWidget(m_title);
    card->body()->addWidget(m_question);
    card->body()->addWidget(m_table, 1);
    return card;
}

void ExperimentView::show(std::shared_ptr<const experiment::Preset> preset, const Findings& findings) {
    m_preset = std::move(preset);
    m_checks->show(m_preset, findings.checks);
    m_title->setText(model::presetText(m_preset->title));
    m_question->setText(model::presetText(m_preset->question));
    m_why->setHtml(explanation());
    m_runs->show(m_preset, findings.runs);
}

QString ExperimentView::explanation() const {
    QString html;
    for (const QString& paragraph : model::presetText(m_preset->explanation).split(QStringLiteral("\n\n"))) {
        html += QStringLiteral("<p>%1</p>").arg(paragraph.toHtmlEscaped());
    }
    QStringList sources;
    for (const std::string& source : m_preset->sources) {
        sources << QString::fromStdString(source).toHtmlEscaped();
    }
    if (!sources.isEmpty()) {
        html += QStringLiteral("<p><b>%1</b> %2</p>").arg(tr("Sources:"), sources.join(QStringLiteral(" · ")));
    }
    return html;
}

void ExperimentView::setCheck(std::size_t check, const experiment::CheckOutcome& outcome) {
    m_checks->set(check, outcome);
}

void ExperimentView::offerExports(ExportChoice& exports) {
    exports.offer(m_table, [this] {
        widgets::ExportSource source;
        source.name = QStringLiteral("experiment-") + QString::fromStdString(m_preset->name);
        source.table = [this](widgets::ExportRange) {
            return widgets::smallTable(model::CheckTableModel::columns(), m_checks->rows());
        };
        return source;
    });
    m_runs->offerExports(exports);
}

QVariantMap ExperimentView::choices() const {
    return m_runs->choices();
}

void ExperimentView::setChoices(const QVariantMap& choices) {
    m_runs->setChoices(choices);
}

QByteArray ExperimentView::layoutState() const {
    return m_parts->saveState();
}

void ExperimentView::setLayoutState(const QByteArray& state) {
    m_parts->restoreState(state);
}

void ExperimentView::resetLayout() {
    m_parts->setSizes({kPart, kPart});
    m_runs->resetLayout();
}

} // namespace ls::pages
