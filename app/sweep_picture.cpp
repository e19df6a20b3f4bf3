// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_picture.h"

#include "app/model/sweep_file.h"
#include "app/pages/sweep_view.h"
#include "engine/record/output_file.h"

#include <QBuffer>
#include <QCoreApplication>

namespace ls {

namespace {

constexpr QSize kSize(1000, 820); ///< of the page's part that shows a sweep, of which the chart is the upper half
constexpr int kScale = 2;

QByteArray drawn(const widgets::ExportSource& source, const std::string& ending) {
    if (ending == ".svg") {
        return source.svg();
    }
    if (ending == ".pdf") {
        return source.pdf();
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    source.image(kScale).save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

Result<> drawSweep(const std::filesystem::path& csv, const std::filesystem::path& picture) {
    LS_TRY_ASSIGN(model::SweepFile file, model::readSweepFile(csv));
    if (file.data.rows.empty()) {
        return failure(ErrorCode::BadInput, csv.string() + ": this sweep has no finished run",
                       "give the CSV of a sweep that has run");
    }
    const sweep::Recommendation recommendation = sweep::recommend(file.data.knobs, file.data.rows);
    pages::SweepView view;
    view.resize(kSize);
    view.reset(std::move(file.data), {});
    view.setRecommendation(recommendation);
    (void)view.grab();                 // lays out, without a window
    QCoreApplication::processEvents(); // the labels are fitted once the layout is known
    widgets::ExportSource source;
    view.offer(source);
    const QByteArray bytes = drawn(source, picture.extension().string());

    LS_TRY_ASSIGN(auto output, record::OutputFile::create(picture, record::OutputFile::Staging::Hidden));
    LS_TRY(output.write({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
    return output.commit();
}

} // namespace ls
