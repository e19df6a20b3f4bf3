// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/descriptor_limit.h"

#include <sys/resource.h>

namespace ls {

std::uint64_t raiseDescriptorLimit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    return ::setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

} // namespace ls
