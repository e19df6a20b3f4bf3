// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/advisor.h"

#include "engine/kernel/sysctl_snippets.h"

#include <algorithm>
#include <bit>
#include <string_view>

namespace ls::inspect {

namespace {

using Id = Finding::Id;
using Severity = Finding::Severity;
using Certainty = Finding::Certainty;
using What = Evidence::What;
using Place = Change::Place;

constexpr double kNearlyFull = 0.8; ///< where the table's bar turns amber
constexpr double kLongWait = 1.0;   ///< seconds: a client whose SYN is dropped comes back after that time
constexpr std::uint32_t kMostBacklog = 65535;

bool isFull(std::uint32_t depth, std::uint32_t limit) {
    return depth > limit; // the kernel's own test, sk_acceptq_is_full() of include/net/sock.h
}

bool isNearlyFull(const ListenerFacts& facts) {
    return facts.depth >= kNearlyFull * (facts.limit + 1.0); // the queue holds one more than its limit
}

bool isTroubled(const ListenerFacts& facts) {
    return facts.drops > 0 || isNearlyFull(facts);
}

Severity severityOf(const ListenerFacts& facts) {
    if (facts.drops > 0) {
        return Severity::Loss;
    }
    return isNearlyFull(facts) ? Severity::Warning : Severity::Note;
}

std::uint32_t wantedBacklog(std::uint32_t limit) {
    return limit >= kMostBacklog / 2 ? kMostBacklog : std::bit_ceil(std::max<std::uint32_t>(2 * limit, 1024));
}

std::string replaced(std::string text, std::string_view mark, const std::string& value) {
    if (const std::size_t at = text.find(mark); at != std::string::npos) {
        text.replace(at, mark.size(), value);
    }
    return text;
}

/// With the address of the listener itself.
std::string withPlace(std::string text, const ListenerFacts& facts) {
    text = replaced(std::move(text), "{endpoint}", facts.endpoint);
    text = replaced(std::move(text), "{address}", facts.address);
    return replaced(std::move(text), "{port}", facts.port ? std::to_string(*facts.port) : "");
}

bool isService(std::string_view unit) {
    return unit.ends_with(".service") || unit.ends_with(".socket");
}

/// What makes the program call listen() again. A new somaxconn counts only for a socket that does, and a reload keeps
/// the open socket as it is where the configuration did not change.
std::string applyCommand(const ListenerFacts& facts, const Program* program, Program::Takes takes) {
    if (isService(facts.unit)) {
        return (takes == Program::Takes::Reload ? "systemctl reload " : "systemctl restart ") + facts.unit;
    }
    const bool fits = program != nullptr && program->takes == takes;
    return fits ? program->apply : "restart the program";
}

class Advice {
public:
    Advice(const ListenerFacts& facts, const ProgramCatalogue& programs)
        : m_facts(facts)
        , m_program(programs.find(facts.process, facts.unit)) {}

    std::vector<Finding> run() {
        origin();
        pace();
        group();
        synQueue();
        overflow();
        return std::move(m_findings);
    }

private:
    void origin();
    void pace();
    void group();
    void synQueue();
    void overflow();

    Finding& add(Id id, Certainty certainty, std::vector<Evidence> evidence) {
        m_findings.push_back(
            {id, severityOf(m_facts), certainty, m_program != nullptr ? m_program->name : "", std::move(evidence), {}});
        return m_findings.back();
    }
    void originOfKnown(std::uint32_t asked, std::uint32_t somaxconn);
    void originOfUnknown(std::uint32_t somaxconn);

    void offerSysctl(Finding& finding) const;
    void offerSetting(Finding& finding) const;
    void offerListen(Finding& finding) const;
    void offerBoth(Finding& finding) const {
        offerSysctl(finding);
        offerSetting(finding);
    }

    [[nodiscard]] Evidence limit() const { return {What::Limit, double(m_facts.limit)}; }
    [[nodiscard]] bool isDefault(std::uint32_t backlog) const {
        return m_program != nullptr && std::count(m_program->defaults.begin(), m_program->defaults.end(), backlog) > 0;
    }

    const ListenerFacts& m_facts;
    const Program* m_program;
    std::vector<Finding> m_findings;
};

void Advice::origin() {
    if (!m_facts.somaxconn) {
        return; // nothing can be said of what capped it
    }
    if (m_facts.asked) {
        originOfKnown(*m_facts.asked, *m_facts.somaxconn);
    } else if (isTroubled(m_facts)) {
        originOfUnknown(*m_facts.somaxconn);
    }
}

void Advice::originOfKnown(std::uint32_t asked, std::uint32_t somaxconn) {
    const std::vector<Evidence> evidence{{What::Asked, double(asked)}, limit(), {What::Somaxconn, double(somaxconn)}};
    if (asked > m_facts.limit && somaxconn > m_facts.limit) {
        offerListen(add(Id::NotListenedAgain, Certainty::Seen, evidence));
    } else if (somaxconn < m_facts.limit) {
        offerSysctl(add(Id::SomaxconnLowered, Certainty::Seen, evidence));
    } else if (isTroubled(m_facts) && asked > m_facts.limit) {
        offerSysctl(add(Id::CappedBySomaxconn, Certainty::Seen, evidence));
    } else if (isTroubled(m_facts)) {
        offerBoth(add(Id::ProgramAsksForThis, Certainty::Seen, evidence));
    }
}

void Advice::originOfUnknown(std::uint32_t somaxconn) {
    std::vector<Evidence> evidence{limit(), {What::Somaxconn, double(somaxconn)}};
    if (somaxconn < m_facts.limit) {
        offerSysctl(add(Id::SomaxconnLowered, Certainty::Seen, evidence));
    } else if (somaxconn == m_facts.limit) {
        offerBoth(add(Id::CappedBySomaxconn, Certainty::Probable, evidence));
    } else if (isDefault(m_facts.limit)) {
        evidence.push_back({What::ProgramDefault, double(m_facts.limit)});
        offerBoth(add(Id::ProgramAsksForThis, Certainty::Probable, evidence));
    } else if (m_program != nullptr && m_program->asksForSomaxconn) {
        offerListen(add(Id::NotListenedAgain, Certainty::Probable, evidence));
    } else {
        offerBoth(add(Id::OriginUnknown, Certainty::Seen, evidence));
    }
}

void Advice::pace() {
    if (!m_facts.acceptRate || !isNearlyFull(m_facts)) {
        return;
    }
    const double rate = *m_facts.acceptRate;
    std::vector<Evidence> evidence{{What::Depth, double(m_facts.depth)}, limit(), {What::AcceptRate, rate}};
    if (m_facts.drops > 0) {
        evidence.push_back({What::Drops, double(m_facts.drops)});
    }
    if (rate <= 0) {
        add(Id::NobodyAccepts, Certainty::Seen, evidence);
        return;
    }
    const double wait = m_facts.depth / rate;
    if (wait >= kLongWait) {
        evidence.push_back({What::PredictedWait, wait});
        add(Id::SlowAccepter, Certainty::Probable, evidence);
    }
}

void Advice::group() {
    const auto& members = m_facts.group;
    const auto full = std::count_if(members.begin(), members.end(),
                                    [](const auto& m) { return isFull(m.depth, m.limit) || m.drops > 0; });
    const bool room = std::any_of(members.begin(), members.end(),
                                  [](const auto& m) { return m.drops == 0 && 2 * std::uint64_t{m.depth} <= m.limit; });
    if (full > 0 && room) {
        add(Id::UnevenGroup, Certainty::Seen,
            {{What::FullMembers, double(full)}, {What::Members, double(members.size())}});
    }
}

void Advice::synQueue() {
    if (m_facts.cookiesSent == 0 && m_facts.synQueueDrops == 0) {
        return;
    }
    // The counters are the namespace's: that this listener moved them is likely only if its own SYN queue is near the
    // limit, which is the accept queue's too.
    if (m_facts.halfOpen == 0 || double(m_facts.halfOpen) < kNearlyFull * m_facts.limit) {
        return;
    }
    offerBoth(add(Id::SynQueueFull, Certainty::Probable,
                  {{What::HalfOpen, double(m_facts.halfOpen)},
                   limit(),
                   {What::CookiesSent, double(m_facts.cookiesSent)},
                   {What::SynQueueDrops, double(m_facts.synQueueDrops)}}));
}

void Advice::overflow() {
    if (m_facts.abortsOnOverflow && m_facts.drops > 0) {
        Finding& finding =
            add(Id::AbortsOnOverflow, Certainty::Probable, {{What::Drops, double(m_facts.drops)}, limit()});
        finding.changes.push_back(
            {Place::SysctlD, "/etc/sysctl.d/60-listen-queues.conf",
             kernel::sysctlSnippet(kernel::SnippetFormat::SysctlD, {{"net.ipv4.tcp_abort_on_overflow", "0"}}),
             "sysctl --system"});
    }
}

void Advice::offerSysctl(Finding& finding) const {
    using kernel::SnippetFormat;
    const std::uint32_t wanted = std::max(wantedBacklog(m_facts.limit), m_facts.asked.value_or(0));
    if (m_facts.somaxconn && *m_facts.somaxconn >= wanted) {
        return;
    }
    const auto offer = [&](Place place, SnippetFormat format, std::string where, std::string apply) {
        finding.changes.push_back({place, std::move(where),
                                   kernel::sysctlSnippet(format, {{"net.core.somaxconn", std::to_string(wanted)}}),
                                   std::move(apply)});
    };
    if (!m_facts.container.empty()) { // the host's value does not reach into a network namespace
        offer(Place::Docker, SnippetFormat::Docker, "", "start the container again");
        offer(Place::Compose, SnippetFormat::Compose, "compose.yaml", "docker compose up -d");
        offer(Place::Kubernetes, SnippetFormat::Kubernetes, "the pod's manifest", "kubectl apply -f FILE");
        return;
    }
    const std::string restart = applyCommand(m_facts, m_program, Program::Takes::Restart);
    offer(Place::SysctlD, SnippetFormat::SysctlD, "/etc/sysctl.d/60-listen-queues.conf",
          "sysctl --system && " + restart);
    if (m_facts.unit.ends_with(".service")) {
        offer(Place::Systemd, SnippetFormat::Systemd, "systemctl edit " + m_facts.unit, restart);
    }
}

void Advice::offerSetting(Finding& finding) const {
    if (m_program == nullptr || m_program->line.empty()) {
        return;
    }
    const bool isUnix = !m_facts.port;
    const std::string& line = isUnix && !m_program->unixLine.empty() ? m_program->unixLine : m_program->line;
    if (isUnix && line.find("{port}") != std::string::npos) {
        return; // a setting of the program's TCP listeners only
    }
    const std::uint32_t wanted = wantedBacklog(m_facts.limit);
    std::string text = replaced(line, "{backlog}", std::to_string(wanted));
    text = withPlace(replaced(std::move(text), "{half}", std::to_string(wanted / 2)), m_facts);
    finding.changes.push_back({Place::Program, withPlace(m_program->file, m_facts), std::move(text),
                               applyCommand(m_facts, m_program, m_program->takes)});
}

void Advice::offerListen(Finding& finding) const {
    finding.changes.push_back({Place::Program, "", "", applyCommand(m_facts, m_program, Program::Takes::Restart)});
}

} // namespace

std::optional<double> Finding::valueOf(Evidence::What what) const {
    const auto found =
        std::find_if(evidence.begin(), evidence.end(), [&](const Evidence& item) { return item.what == what; });
    return found != evidence.end() ? std::optional(found->value) : std::nullopt;
}

std::vector<Finding> advise(const ListenerFacts& facts, const ProgramCatalogue& programs) {
    return Advice(facts, programs).run();
}

} // namespace ls::inspect
