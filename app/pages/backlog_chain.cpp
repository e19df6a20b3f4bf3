// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/backlog_chain.h"

#include "app/model/lab_words.h"
#include "app/model/words.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

QString dash() {
    return QStringLiteral("–");
}

QString number(double value) {
    return model::countText(value);
}

} // namespace

BacklogChain::BacklogChain(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const std::array<std::pair<QString, QString>, 4> texts{
        {{tr("asked"), tr("The backlog that the program gives to listen()")},
         {tr("capped by"), tr("net.core.somaxconn: listen() takes the smaller of the two")},
         {tr("limit"),
          tr("In force since the last listen(); ss shows it as Send-Q. With several listeners: their sum.")},
         {tr("holds"), tr("Linux drops when the queue is longer than the limit, so one connection more fits per "
                          "listener.")}}};
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3);
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        auto* frame = new QFrame;
        frame->setObjectName(QStringLiteral("link"));
        frame->setToolTip(texts[i].second);
        auto* name = new QLabel(texts[i].first);
        name->setObjectName(QStringLiteral("linkName"));
        auto* value = new QLabel(dash());
        value->setObjectName(QStringLiteral("linkValue"));
        value->setAccessibleName(texts[i].first);
        auto* column = new QVBoxLayout(frame);
        column->setContentsMargins(2, 3, 2, 3);
        column->setSpacing(0);
        for (QLabel* label : {name, value}) {
            label->setAlignment(Qt::AlignCenter);
            column->addWidget(label);
        }
        if (i > 0) {
            auto* arrow = new QLabel(QStringLiteral("›"));
            arrow->setObjectName(QStringLiteral("dim"));
            row->addWidget(arrow);
        }
        row->addWidget(frame, 1);
        m_links[i] = {frame, value};
    }
}

void BacklogChain::showAsked(int backlog) {
    set(0, number(backlog));
    for (std::size_t i = 1; i < m_links.size(); ++i) {
        set(i, dash());
    }
    highlight(m_links.size());
}

void BacklogChain::show(const lab::LiveSnapshot& snapshot) {
    set(0, number(static_cast<double>(snapshot.backlogAsked)));
    set(1, number(static_cast<double>(snapshot.somaxconn)));
    set(2, number(snapshot.limit));
    set(3, number(static_cast<double>(snapshot.capacity)));
    highlight(model::cappingOf(snapshot) == model::Capping::Asked ? 0 : 1);
}

QString BacklogChain::text(int link) const {
    return m_links[static_cast<std::size_t>(link)].value->text();
}

void BacklogChain::set(std::size_t link, const QString& text) {
    m_links[link].value->setText(text);
}

void BacklogChain::highlight(std::size_t link) {
    if (link == m_highlighted) {
        return;
    }
    m_highlighted = link;
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        m_links[i].frame->setProperty("capping", i == link);
        m_links[i].frame->style()->unpolish(m_links[i].frame);
        m_links[i].frame->style()->polish(m_links[i].frame);
    }
}

} // namespace ls::pages
