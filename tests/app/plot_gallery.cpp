// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every plot with invented data, and the ladders of the recorded captures, into the given folder, light and
// dark: for looking at, not a test.
#include "app/plot/ladder_picture.h"
#include "app/plot/ladder_view.h"
#include "engine/wire/packet_log.h"
#include "tests/app/synthetic_lab.h"
#include "tests/support/capture_reader.h"

#include <QDir>
#include <QPainter>
#include <QSvgRenderer>

namespace {

using namespace ls;

void settle() {
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::processEvents();
    }
}

void renderSvg(const QString& path) {
    QSvgRenderer svg(path);
    QImage image(svg.defaultSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    svg.render(&painter);
    image.save(path + QStringLiteral(".png"));
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(bytes);
    }
}

void render(const QDir& out, bool dark) {
    QApplication::setPalette(test::plotPalette(dark));
    const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
    test::SyntheticLab lab;
    lab.resize(760, 1000);
    lab.show();
    lab.group.setDefaultSpan(6.5);
    lab.feedUntil(6.3);
    settle();
    lab.grab().save(out.filePath(QStringLiteral("page-%1.png").arg(theme)));

    lab.group.setCursor(plot::Cursor::A, 1.0);
    lab.group.setCursor(plot::Cursor::B, 4.5);
    lab.group.addMarker({2.5, QStringLiteral("here")});
    lab.group.setBands({{2.8, 3.6, {}, QStringLiteral("burst between samples")}});
    lab.ratesPlot.setPointer(QPointF(lab.ratesPlot.plotArea().center()));
    settle();
    lab.grab().save(out.filePath(QStringLiteral("cursors-%1.png").arg(theme)));

    lab.resize(460, 620);
    settle();
    lab.grab().save(out.filePath(QStringLiteral("narrow-%1.png").arg(theme)));

    lab.resize(760, 1000);
    lab.ratesPlot.setPointer(std::nullopt);
    lab.group.setCursor(plot::Cursor::A, std::nullopt);
    lab.feedUntil(400);
    lab.group.showAll();
    settle();
    lab.grab().save(out.filePath(QStringLiteral("long-%1.png").arg(theme)));
    lab.group.setRange({4.1, 4.4});
    settle();
    lab.grab().save(out.filePath(QStringLiteral("zoom-%1.png").arg(theme)));
    lab.group.setRange({0, 6.5});
    settle();
    const auto file = [&](const char* name) { return out.filePath(QString::fromLatin1(name).arg(theme)); };
    write(file("waiting-%1.svg"), lab.waitingPlot.svg());
    write(file("states-%1.svg"), lab.statesPlot.svg());
    renderSvg(file("waiting-%1.svg"));
    renderSvg(file("states-%1.svg"));
    write(file("rates-%1.pdf"), lab.ratesPlot.pdf());
    lab.heatMap.image(2).save(file("heat-%1.png"));
    lab.statesPlot.image(2).save(file("states-%1.png"));
}

void renderLadders(const QDir& out, bool dark) {
    QApplication::setPalette(test::plotPalette(dark));
    const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
    for (const char* name : {"talk", "talk6", "ghost", "aborted", "burst", "cookies", "lossy", "late", "rst"}) {
        const auto packets = test::readCapture(name);
        const wire::PacketLog log(packets, test::endOf(packets));
        const auto path = [&](const char* kind) {
            return out.filePath(QStringLiteral("ladder-%1-%2-%3").arg(QLatin1String(name), QLatin1String(kind), theme));
        };
        plot::LadderView view;
        view.resize(620, 420);
        view.setLadder(log.ladder(log.connections().front().id), {.acceptQueueFull = 1});
        view.grab().save(path("view") + QStringLiteral(".png"));
        plot::LadderPicture(view).image(1).save(path("whole") + QStringLiteral(".png"));
        view.setSpacing(plot::LadderSpacing::True);
        view.grab().save(path("scale") + QStringLiteral(".png"));
        write(path("scale") + QStringLiteral(".svg"), plot::LadderPicture(view).svg());
        renderSvg(path("scale") + QStringLiteral(".svg"));
    }
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QDir out(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    for (const bool dark : {true, false}) {
        render(out, dark);
        renderLadders(out, dark);
    }
    return 0;
}
