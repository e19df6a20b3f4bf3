// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_page.h"

#include "app/model/words.h"
#include "app/widgets/card.h"
#include "app/widgets/notice.h"

#include <QHBoxLayout>

#include <utility>

namespace ls::pages {

namespace {

constexpr int kLeftWidth = 318;

} // namespace

RunPage::RunPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent)
    : Page(parent)
    , m_engine(engine)
    , m_settings(settings)
    , m_notice(new widgets::Notice) {
    connect(&m_engine, &bridge::EngineBridge::couldNotBegin, this, [this](control::RunId id, const Error& error) {
        if (id == m_run) {
            showError(notBegunTitle(), error);
            leaveRun();
        }
    });
}

widgets::Card* RunPage::makeCard(const QString& title) {
    auto* card = new widgets::Card(title);
    card->setNote(tr("each run: a fresh namespace"));
    card->setFixedWidth(kLeftWidth);
    return card;
}

void RunPage::layOut(QWidget* left, QWidget* right) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    layout->addWidget(left);
    layout->addWidget(right, 1);
}

void RunPage::showError(const QString& title, const Error& error) {
    m_notice->show(widgets::Notice::Kind::Bad, title, model::sentence(error));
    emit statusChanged(title);
}

void RunPage::restart() {
    if (isRunning()) {
        m_engine.abandon(m_run);
        leaveRun();
    }
    start();
}

void RunPage::leaveRun() {
    m_run = 0;
    showIdle();
    emit stateChanged();
    if (std::exchange(m_demonstrating, false)) {
        emit demonstrated();
    }
}

void RunPage::startDemonstration() {
    m_demonstrating = true;
    start();
    if (!isRunning() && std::exchange(m_demonstrating, false)) {
        emit demonstrated();
    }
}

} // namespace ls::pages
