// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ls::bench {

class BenchApplication;

// Each prints its figures and returns an exit status.

/// A frame of the laboratory's page while the kernel is sampled at 1 kHz and 2,000 clients a second connect.
int benchFrame(BenchApplication& app);
/// From exec() to the first painted frame, against an empty main window with three plots; runs this program again.
int benchStart();
/// The page's memory after eight hours of samples at 1 kHz.
int benchMemory(BenchApplication& app);

/// What benchStart() runs: show the window, leave at its first frame.
int startProgram(BenchApplication& app);
int startEmptyWindow(BenchApplication& app);

} // namespace ls::bench
