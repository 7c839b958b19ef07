#include "services/ingestion/audited_calls.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

AuditedCalls::AuditedCalls(const kv::Store& store, Writer& writer,
                           audit::Trail& trail, SourceActors actors,
                           base::Clock clock)
    : store_(store),
      writer_(writer),
      trail_(trail),
      actors_(std::move(actors)),
      clock_(std::move(clock)) {}

absl::StatusOr<Acting> AuditedCalls::Admit(absl::string_view source_id,
                                           const rpc::Caller& caller,
                                           const Call& call) const {
  absl::StatusOr<Acting> acting =
      actors_.Admit(View(store_), source_id, caller);
  if (acting.ok()) return acting;
  const Acting refused{std::string(caller.name()), "",
                       std::string(kSourceGround)};
  RETURN_IF_ERROR(Note(refused, call, OutcomeOf(acting.status())));
  return acting;
}

absl::Status AuditedCalls::Note(const Acting& acting, const Call& call,
                                absl::string_view outcome) const {
  audit::v1::AuditEntry entry = AuditEntryOf(acting, call.method, clock_());
  entry.set_subject(call.subject);
  entry.set_purpose(call.purpose);
  entry.set_outcome(std::string(outcome));
  return trail_.WaitDurable(trail_.Add(entry));
}

std::string AuditedCalls::OutcomeOf(const absl::Status& status) {
  return absl::StatusCodeToString(status.code());
}

}  // namespace creditproof::ingestion
