// What calls on behalf of a source or a subject share: who may, one act of the
// writer's, and an entry of the audit trail that is on disk before the answer.
#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/base/status_macros.h"
#include "libs/kv/store.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Thread-safe.
class AuditedCalls {
 public:
  // All that is referred to must outlive it.
  AuditedCalls(const kv::Store& store, Writer& writer, audit::Trail& trail,
               SourceActors actors, base::Clock clock);

  // What the trail says of a call, who calls and what comes of it apart.
  struct Call {
    absl::string_view method;
    std::string subject;
    std::string purpose;
  };

  // As SourceActors::Admit; a refusal is in the trail.
  absl::StatusOr<Acting> Admit(absl::string_view source_id,
                               const rpc::Caller& caller,
                               const Call& call) const;

  // Writes down what came of the call, and waits until that is on disk.
  absl::Status Note(const Acting& acting, const Call& call,
                    absl::string_view outcome) const;

  // Does in an act what `decide` says. `outcome` is what the trail says of a
  // good answer.
  template <typename Answer>
  absl::StatusOr<Answer> Do(
      const Acting& acting, const Call& call,
      absl::FunctionRef<absl::StatusOr<Answer>(Act&)> decide,
      absl::FunctionRef<std::string(const Answer&)> outcome) {
    absl::StatusOr<Answer> answer = Answer();
    const absl::Status done = writer_.Do([&](Act& act) {
      answer = decide(act);
      return answer.status();
    });
    if (!done.ok()) answer = done;
    const absl::Status noted =
        Note(acting, call,
             done.ok() ? outcome(*answer) : OutcomeOf(answer.status()));
    if (!noted.ok()) return noted;
    return answer;
  }

  // Likewise of what was read.
  template <typename Answer>
  absl::StatusOr<Answer> Show(const Acting& acting, const Call& call,
                              absl::StatusOr<Answer> answer) const {
    const absl::Status noted =
        Note(acting, call, answer.ok() ? "SHOWN" : OutcomeOf(answer.status()));
    if (!noted.ok()) return noted;
    return answer;
  }

  // What `decide` would answer; nothing is changed or written down.
  template <typename Answer>
  absl::StatusOr<Answer> Imagine(
      absl::FunctionRef<absl::StatusOr<Answer>(Act&)> decide) {
    absl::StatusOr<Answer> answer = Answer();
    Act act = writer_.NewAct();
    RETURN_IF_ERROR(writer_.Imagine(act, [&](Act& imagined) {
      answer = decide(imagined);
      return answer.status();
    }));
    return answer;
  }

  const kv::Store& store() const { return store_; }
  absl::Time now() const { return clock_(); }

 private:
  static std::string OutcomeOf(const absl::Status& status);

  const kv::Store& store_;
  Writer& writer_;
  audit::Trail& trail_;
  const SourceActors actors_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
