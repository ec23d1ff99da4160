// SPDX-License-Identifier: Apache-2.0
// One title and one explanation for each state.
#include "words/state_words.h"

#include "system/agent_program.h"
#include "words/reason_words.h"
#include "words/time_words.h"

#include <QCoreApplication>

namespace ga {

namespace {

struct StateWords
{
    Q_DECLARE_TR_FUNCTIONS(StateWords)

public:
    static QString titleWithoutStatus(Misfit misfit)
    {
        switch (misfit) {
        case Misfit::NewerProtocol:
            return tr("Agent newer than this program");
        case Misfit::NotUnderstood:
            return tr("Agent not understood");
        case Misfit::None:
            break;
        }
        return tr("Agent not running");
    }

    static QString notRunning(Misfit misfit)
    {
        switch (misfit) {
        case Misfit::NewerProtocol:
            return tr("The agent is newer than this program. Install the version of qtga-tray that "
                      "belongs to it.");
        case Misfit::NotUnderstood:
            return tr("What the agent says about itself can't be understood. Install agent and "
                      "tray in the same version.");
        case Misfit::None:
            break;
        }
        return tr("The guest agent's service does not run. Without it the host can't freeze file "
                  "systems for consistent backups, nor ask this system to shut down. To start it, "
                  "as "
                  "an administrator: %1")
            .arg(startCommand());
    }

    static QString paused()
    {
        return tr(
            "You paused host access: whatever the host asks for is refused until you resume it.");
    }

    static QString leaseExpired(const StatusSnapshot &snapshot)
    {
        const QString sentence = earlyEndSentence(snapshot.lastFreeze.value_or(FreezeRecord()));
        return snapshot.paused ? sentence + u' ' + paused() : sentence;
    }

    static QString frozen(AgentState state)
    {
        if (state == AgentState::Freezing)
            return tr("The host asked for it, most likely for a backup. Programs that write to "
                      "disk will wait.");
        if (state == AgentState::Thawing)
            return tr("Programs that wait to write to disk go on in a moment.");
        return tr("The host holds the file systems still, most likely for a backup. Programs that "
                  "write to disk "
                  "wait until they are thawed.");
    }

    static QString noDevice(const StatusSnapshot &snapshot)
    {
        const QString sentence =
            tr("The agent runs, but can't open the device that leads to the host.");
        const QString reason =
            snapshot.reason.value_or(snapshot.channel.reason.value_or(QString()));
        return reason.isEmpty() ? sentence : sentence + u' ' + reasonInWords(reason);
    }
};

} // namespace

QString earlyEndTitle()
{
    return StateWords::tr("Freeze ended without the host");
}

QString earlyEndSentence(const FreezeRecord &freeze)
{
    if (freeze.outcome == FreezeOutcome::Recovered)
        return StateWords::tr("The agent ended while the file systems were frozen; the next one "
                              "thawed them. A backup that the host took meanwhile may be "
                              "inconsistent.");
    if (freeze.outcome == FreezeOutcome::GuardLost)
        return StateWords::tr("The safeguard that limits a freeze was lost, so the file systems "
                              "were thawed. A backup that "
                              "the host took meanwhile may be inconsistent.");
    if (freeze.endedBy == FreezeEnder::System)
        return StateWords::tr("The system lets programs wait for some seconds only, and let them "
                              "write again before the host thawed the file systems. A backup that "
                              "the host took meanwhile may be inconsistent.");
    return StateWords::tr("The host froze the file systems and did not thaw them in time, so the "
                          "agent did. A backup "
                          "that the host took meanwhile may be inconsistent.");
}

QString stateTitle(const AgentModel &model)
{
    switch (model.state()) {
    case TrayState::Working:
        return StateWords::tr("Working");
    case TrayState::NoHost:
        return StateWords::tr("No host connected");
    case TrayState::NoDevice:
        return StateWords::tr("No channel to the host");
    case TrayState::Paused:
        return StateWords::tr("Host access paused");
    case TrayState::LeaseExpired:
        return earlyEndTitle();
    case TrayState::Frozen:
        if (model.snapshot()->state == AgentState::Freezing)
            return StateWords::tr("File systems are being frozen");
        if (model.snapshot()->state == AgentState::Thawing)
            return StateWords::tr("File systems are being thawed");
        return StateWords::tr("File systems frozen");
    case TrayState::NotRunning:
        break;
    }
    return StateWords::titleWithoutStatus(model.misfit());
}

QString stateLine(const AgentModel &model)
{
    const QString title = stateTitle(model);
    const std::optional<qint64> left = model.secondsLeft();
    //: %1: the state; %2: a length of time, such as "12 s"
    return left ? StateWords::tr("%1: %2 left").arg(title, durationInWords(secondsInMs(*left)))
                : title;
}

QString stateSentence(const AgentModel &model)
{
    switch (model.state()) {
    case TrayState::Working:
        return StateWords::tr("The agent runs, and the host can reach it.");
    case TrayState::NoHost:
        return StateWords::tr("The agent runs and waits; nobody on the host is connected to it.");
    case TrayState::NoDevice:
        return StateWords::noDevice(*model.snapshot());
    case TrayState::Paused:
        return StateWords::paused();
    case TrayState::LeaseExpired:
        return StateWords::leaseExpired(*model.snapshot());
    case TrayState::Frozen:
        return StateWords::frozen(model.snapshot()->state);
    case TrayState::NotRunning:
        break;
    }
    return StateWords::notRunning(model.misfit());
}

} // namespace ga
