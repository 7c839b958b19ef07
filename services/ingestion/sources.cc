#include "services/ingestion/sources.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/looks.h"
#include "services/ingestion/timeliness.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using changelog::v1::SourceState;
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

Timestamp Now(const Act& act) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
}

absl::Status NotFound(absl::string_view source_id) {
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_SOURCE_NOT_FOUND,
                     absl::StrCat("no source has the id ", source_id),
                     {{"source", source_id}});
}

Change SourceChange(SourceState state, absl::string_view delivery_id,
                    absl::string_view client, const Act& act) {
  Change change;
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(state.source_id());
  provenance.set_delivery_id(std::string(delivery_id));
  provenance.set_client(std::string(client));
  *provenance.mutable_time() = Now(act);
  *change.mutable_source_state() = std::move(state);
  return change;
}

v1::Source FromState(const SourceState& state) {
  v1::Source source;
  source.set_name(record::SourceName(state.source_id()));
  source.set_display_name(state.display_name());
  source.set_credit_code(state.credit_code());
  source.set_contact(state.contact());
  *source.mutable_areas() = state.areas();
  *source.mutable_record_kinds() = state.record_kinds();
  source.set_delivers_registrations(state.delivers_registrations());
  *source.mutable_regions() = state.regions();
  source.set_cadence_days(state.cadence_days());
  source.set_duty_contact(state.duty_contact());
  for (const changelog::v1::LegalTerm& term : state.legal_terms()) {
    v1::LegalTerm& copy = *source.add_legal_terms();
    copy.set_record_kind(term.record_kind());
    copy.set_working_days(term.working_days());
  }
  if (state.has_first_delivery_time()) {
    *source.mutable_first_delivery_time() = state.first_delivery_time();
    *source.mutable_latest_delivery_time() = state.latest_delivery_time();
  }
  return source;
}

SourceState ToState(absl::string_view source_id, const v1::Source& source) {
  SourceState state;
  state.set_source_id(std::string(source_id));
  state.set_display_name(source.display_name());
  state.set_credit_code(source.credit_code());
  state.set_contact(source.contact());
  *state.mutable_areas() = source.areas();
  *state.mutable_record_kinds() = source.record_kinds();
  state.set_delivers_registrations(source.delivers_registrations());
  *state.mutable_regions() = source.regions();
  state.set_cadence_days(source.cadence_days());
  state.set_duty_contact(source.duty_contact());
  for (const v1::LegalTerm& term : source.legal_terms()) {
    changelog::v1::LegalTerm& copy = *state.add_legal_terms();
    copy.set_record_kind(term.record_kind());
    copy.set_working_days(term.working_days());
  }
  *state.mutable_client_names() = source.client_names();
  return state;
}

std::string NextEtag(absl::string_view etag, const v1::Source& source) {
  return DerivedId({"etag", etag, NormalSource(source).SerializeAsString()});
}

void PutClients(absl::string_view source_id, const v1::Source& source,
                const std::string& etag, View& view) {
  v1::Source clients;
  *clients.mutable_client_names() = source.client_names();
  clients.set_etag(etag);
  view.Put(kSources, source_id, clients.SerializeAsString());
}

}  // namespace

absl::StatusOr<v1::Source> FindSource(const View& view,
                                      absl::string_view source_id) {
  ASSIGN_OR_RETURN(std::optional<SourceState> state,
                   FindSourceState(view, source_id));
  if (!state.has_value()) return NotFound(source_id);
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kSources, source_id));
  // Again: an act writes the clients first. An etag must never be newer than
  // the content that it came with.
  ASSIGN_OR_RETURN(state, FindSourceState(view, source_id));
  if (!state.has_value()) return NotFound(source_id);
  v1::Source source = FromState(*state);
  v1::Source clients;
  if (!bytes.has_value() || !clients.ParseFromString(*bytes)) {
    return base::Error(
        absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
        "the clients of a source cannot be read", {{"key", source_id}});
  }
  *source.mutable_client_names() = clients.client_names();
  // Sources of older installations were kept without.
  source.set_etag(clients.etag().empty() ? NextEtag("", source)
                                         : clients.etag());
  return source;
}

absl::Status AddSource(absl::string_view source_id, const v1::Source& source,
                       absl::string_view client, Act& act) {
  PutClients(source_id, source, NextEtag("", source), act.view());
  RETURN_IF_ERROR(
      NoteRegistered(source_id, base::ChinaDay(act.now()), act.view()));
  return act.AppendToAll(
      SourceChange(ToState(source_id, source), "", client, act),
      DerivedId({"source", source_id}));
}

absl::Status ChangeSource(absl::string_view source_id, const v1::Source& source,
                          absl::string_view client, Act& act) {
  ASSIGN_OR_RETURN(const v1::Source before, FindSource(act.view(), source_id));
  ASSIGN_OR_RETURN(const std::optional<SourceState> known,
                   FindSourceState(act.view(), source_id));
  SourceState state = ToState(source_id, source);
  if (known->has_first_delivery_time()) {
    *state.mutable_first_delivery_time() = known->first_delivery_time();
    *state.mutable_latest_delivery_time() = known->latest_delivery_time();
  }
  KeepLooks(*known, state);
  const std::string etag = NextEtag(before.etag(), source);
  PutClients(source_id, source, etag, act.view());
  return act.AppendToAll(SourceChange(std::move(state), "", client, act),
                         DerivedId({"source changed", source_id, etag}));
}

absl::Status NoteDelivery(const Origin& origin, const SourceState& begun,
                          Act& act) {
  const std::string& source_id = begun.source_id();
  ASSIGN_OR_RETURN(std::optional<SourceState> state,
                   FindSourceState(act.view(), source_id));
  if (!state.has_value()) return NotFound(source_id);
  *state->mutable_latest_delivery_time() = Now(act);
  if (!state->has_first_delivery_time()) {
    *state->mutable_first_delivery_time() = Now(act);
  }
  AddLook(begun, RecordKindOf(origin.file_kind), Now(act), *state);
  return act.AppendToAll(
      SourceChange(*std::move(state), origin.delivery_id, origin.client, act),
      DerivedId({"delivery ended", source_id, origin.delivery_id}));
}

v1::Source NormalSource(v1::Source source) {
  source.clear_name();
  source.clear_first_delivery_time();
  source.clear_latest_delivery_time();
  source.clear_etag();
  std::sort(source.mutable_areas()->begin(), source.mutable_areas()->end());
  std::sort(source.mutable_record_kinds()->begin(),
            source.mutable_record_kinds()->end());
  std::sort(source.mutable_client_names()->begin(),
            source.mutable_client_names()->end());
  std::sort(source.mutable_regions()->begin(), source.mutable_regions()->end());
  std::sort(source.mutable_legal_terms()->begin(),
            source.mutable_legal_terms()->end(),
            [](const v1::LegalTerm& a, const v1::LegalTerm& b) {
              return a.record_kind() < b.record_kind();
            });
  return source;
}

}  // namespace creditproof::ingestion
