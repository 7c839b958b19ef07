#include "services/ingestion/source_client.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {

absl::StatusOr<std::string> SourceOfClient(
    const View& view, absl::string_view field, absl::string_view name,
    const std::vector<std::string>& client) {
  const absl::StatusOr<std::string> id = record::ParseSourceName(name);
  if (!id.ok()) return base::InvalidField(field, id.status().message());
  ASSIGN_OR_RETURN(const v1::Source source, FindSource(view, *id));
  const auto& allowed = source.client_names();
  const bool may_act =
      std::any_of(client.begin(), client.end(), [&](const std::string& one) {
        return std::find(allowed.begin(), allowed.end(), one) != allowed.end();
      });
  if (may_act) return *id;
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_SOURCE_NOT_YOURS,
                     absl::StrCat(client.front(), " may not deliver for ", *id),
                     {{"source", *id}, {"client", client.front()}});
}

}  // namespace creditproof::ingestion
