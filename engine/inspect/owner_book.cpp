// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/owner_book.h"

#include "engine/base/parse.h"
#include "engine/base/text_file.h"

#include <fmt/format.h>

#include <algorithm>

#include <unistd.h>

namespace ls::inspect {

std::string_view hidepidOption(std::string_view mountInfo) {
    constexpr std::string_view kOption = "hidepid=";
    for (const std::string_view line : split(mountInfo, '\n')) {
        const auto fields = split(line, ' ');
        if (fields.size() < 6 || fields[4] != "/proc") {
            continue;
        }
        // The options of the mount and, behind the dash, those of the file system.
        for (const std::string_view options : {fields[5], fields.back()}) {
            for (const std::string_view option : split(options, ',')) {
                if (option.starts_with(kOption) && option != "hidepid=0" && option != "hidepid=off") {
                    return option.substr(kOption.size());
                }
            }
        }
    }
    return {};
}

OwnerBook::OwnerBook()
    : m_cgroups(CgroupNames::mountPoint()) {
    if (const auto mounts = readTextFile("/proc/self/mountinfo")) {
        m_hidepid = hidepidOption(*mounts);
    }
}

void OwnerBook::answer(std::span<const OwnerQuestion> questions, OwnerTable& table) {
    std::vector<std::uint64_t> inodes;
    inodes.reserve(questions.size());
    bool newCgroup = false;
    for (const OwnerQuestion& question : questions) {
        inodes.push_back(question.inode);
        newCgroup = newCgroup || (question.cgroup && !m_cgroups.knows(*question.cgroup));
    }
    m_index.look(inodes);
    if (newCgroup) {
        m_cgroups.refresh();
    }
    answerAll(questions, table);
}

OwnerTable OwnerBook::refreshed(const OwnerTable& table) {
    m_index.lookAtAll();
    std::vector<OwnerQuestion> questions;
    for (const auto& [inode, owner] : table) {
        // What had a process and has none now is closed; what never had one is asked about again by whoever sees it.
        if (!m_index.holders(inode).empty() && m_asked.contains(inode)) {
            questions.push_back(m_asked[inode]);
        }
    }
    m_asked.clear();
    OwnerTable fresh;
    answerAll(questions, fresh);
    return fresh;
}

bool OwnerBook::Kind::isOf(const OwnerQuestion& question, std::span<const pid_t> its) const {
    return uid == question.uid && cgroup == question.cgroup.value_or(0) && std::ranges::equal(holders, its);
}

void OwnerBook::answerAll(std::span<const OwnerQuestion> questions, OwnerTable& table) {
    std::map<Kind, OwnerRef> owners;
    table.reserve(table.size() + questions.size());
    m_asked.reserve(m_asked.size() + questions.size());
    Kind kind;
    OwnerRef owner; // of the question before: a server's sockets stand together
    for (const OwnerQuestion& question : questions) {
        const std::span<const pid_t> holders = m_index.holders(question.inode);
        if (!owner || !kind.isOf(question, holders)) {
            kind = {question.uid, question.cgroup.value_or(0), {holders.begin(), holders.end()}};
            OwnerRef& known = owners[kind];
            if (!known) {
                known = std::make_shared<const Owner>(makeOwner(question, holders));
            }
            owner = known;
        }
        table.insert_or_assign(question.inode, owner);
        m_asked.insert_or_assign(question.inode, question);
    }
}

Owner OwnerBook::makeOwner(const OwnerQuestion& question, std::span<const pid_t> holders) {
    Owner owner;
    owner.uid = question.uid;
    owner.user = m_users.name(question.uid);
    std::string cgroup = question.cgroup ? m_cgroups.path(*question.cgroup) : std::string();
    for (const pid_t pid : holders) {
        const ProcessEntry* process = m_index.process(pid);
        owner.processes.push_back({pid, process->name});
        // The process tells better than the socket, which may have been made by whoever started it.
        cgroup = owner.processes.size() == 1 && !process->cgroup.empty() ? process->cgroup : cgroup;
    }
    CgroupWords words = cgroupWords(cgroup);
    owner.unit = std::move(words.unit);
    owner.container = std::move(words.container);
    owner.knowledge = OwnerKnowledge::Known;
    if (holders.empty()) {
        explainAbsence(owner);
    }
    return owner;
}

void OwnerBook::explainAbsence(Owner& owner) const {
    if (!m_hidepid.empty() && ::geteuid() != 0) {
        owner.knowledge = OwnerKnowledge::OtherUser;
        owner.why = fmt::format("/proc is mounted with hidepid={}: processes of other users do not show", m_hidepid);
    } else if (m_index.hiddenCount() > 0 && owner.uid != ::geteuid()) {
        owner.knowledge = OwnerKnowledge::OtherUser;
        owner.why = fmt::format("made by user {}: you may not read which files the processes of other users have open",
                                owner.user);
    } else if (m_index.hiddenCount() > 0) {
        owner.knowledge = OwnerKnowledge::OtherUser;
        owner.why = "held by a process whose open files you may not read, although the socket is yours";
    } else {
        owner.knowledge = OwnerKnowledge::NoProcess;
        owner.why = "no process that shows here holds it: a socket of the kernel, of another PID namespace, or one "
                    "that was just closed";
    }
}

const OwnerRef& ownerOfNobody() {
    static const OwnerRef kNobody = [] {
        Owner owner;
        owner.knowledge = OwnerKnowledge::NoProcess;
        owner.why = "no process holds it: a handshake under way, or TIME_WAIT";
        return std::make_shared<const Owner>(std::move(owner));
    }();
    return kNobody;
}

} // namespace ls::inspect
