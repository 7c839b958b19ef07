#include "services/ingestion/acting.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {

audit::v1::AuditEntry AuditEntryOf(const Acting& acting,
                                   absl::string_view method, absl::Time now) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
          absl::ToUnixMicros(now));
  entry.set_client(acting.client);
  entry.set_actor(acting.actor);
  entry.set_ground(acting.ground);
  entry.set_method(std::string(method));
  return entry;
}

bool IsClientOf(const v1::Source& source,
                const std::vector<std::string>& client) {
  const auto& allowed = source.client_names();
  return std::any_of(
      client.begin(), client.end(), [&](const std::string& name) {
        return std::find(allowed.begin(), allowed.end(), name) != allowed.end();
      });
}

absl::Status NotYours(absl::string_view source_id, absl::string_view client) {
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_SOURCE_NOT_YOURS,
                     absl::StrCat(client, " may not act for ", source_id),
                     {{"source", source_id}, {"client", client}});
}

absl::StatusOr<Acting> SourceActors::Admit(const View& view,
                                           absl::string_view source_id,
                                           const rpc::Caller& caller) const {
  ASSIGN_OR_RETURN(const v1::Source source, FindSource(view, source_id));
  const std::string client(caller.name());
  if (IsClientOf(source, caller.names)) return Acting{client, client, "SOURCE"};
  if (registrars_.Admit("CreateSource", caller.names).ok()) {
    return Acting{client, client, "ADMINISTRATOR"};
  }
  return NotYours(source_id, client);
}

absl::StatusOr<Acting> SourceActors::AdmitAdministrator(
    const rpc::Caller& caller) const {
  RETURN_IF_ERROR(registrars_.Admit("CreateSource", caller.names).status());
  const std::string client(caller.name());
  return Acting{client, client, "ADMINISTRATOR"};
}

}  // namespace creditproof::ingestion
