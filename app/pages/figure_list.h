// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace ls::pages {

/// Names and values below each other, painted by itself: thirty changes a second cost no layout.
class FigureList final : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Plain, Dim, Waiting, Loss, Warning, Good, Info };
    struct Figure {
        QString name;
        QString help;
    };

    explicit FigureList(std::vector<Figure> figures, QWidget* parent = nullptr);

    void set(std::size_t figure, const QString& value, Tone tone = Tone::Plain);
    void clear();
    [[nodiscard]] QString value(std::size_t figure) const { return m_rows[figure].value; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        Figure figure;
        QString value;
        Tone tone = Tone::Plain;
    };

    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] QColor colourOf(Tone tone) const;

    std::vector<Row> m_rows;
};

} // namespace ls::pages
