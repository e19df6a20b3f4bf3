// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ls::widgets {

using settings::LanguageChoice;
using settings::ThemeChoice;

SettingsDialog::SettingsDialog(settings::AppSettings& settings, QWidget* parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_theme(new QComboBox)
    , m_language(new QComboBox)
    , m_message(new QLabel) {
    setWindowTitle(tr("Settings"));
    setMinimumWidth(420);
    setUpChoices();
    auto* form = new QFormLayout;
    form->addRow(tr("&Theme"), m_theme);
    form->addRow(tr("&Language"), m_language);
    auto* layoutButton = new QPushButton(tr("&Reset layout"));
    auto* allButton = new QPushButton(tr("&Forget everything"));
    allButton->setToolTip(tr("Settings, layout, folders and the last experiment go back to what a first start has."));
    auto* resets = new QHBoxLayout;
    resets->addWidget(layoutButton);
    resets->addWidget(allButton);
    resets->addStretch(1);
    m_message->setObjectName(QStringLiteral("dim"));
    m_message->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addLayout(resets);
    layout->addWidget(m_message);
    layout->addWidget(buttons);

    connect(layoutButton, &QPushButton::clicked, this, &SettingsDialog::layoutReset);
    connect(allButton, &QPushButton::clicked, this, &SettingsDialog::resetEverything);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SettingsDialog::setUpChoices() {
    m_theme->setObjectName(QStringLiteral("theme"));
    m_language->setObjectName(QStringLiteral("language"));
    m_theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    // Each language in its own words: whoever got the wrong one must find the way back.
    m_language->addItems({tr("As the desktop"), QStringLiteral("English"), QStringLiteral("简体中文")});
    m_theme->setCurrentIndex(static_cast<int>(m_settings.theme()));
    m_language->setCurrentIndex(static_cast<int>(m_settings.language()));
    connect(m_theme, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_settings.setTheme(static_cast<ThemeChoice>(index));
        emit themeChosen(m_settings.theme());
    });
    connect(m_language, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_settings.setLanguage(static_cast<LanguageChoice>(index));
        m_message->setText(tr("The language changes at the next start."));
    });
}

void SettingsDialog::resetEverything() {
    m_settings.forgetEverything();
    m_theme->setCurrentIndex(0);
    m_language->setCurrentIndex(0);
    emit everythingReset();
    m_message->setText(tr("Everything remembered has been forgotten."));
}

} // namespace ls::widgets
