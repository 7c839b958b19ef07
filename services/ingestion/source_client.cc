#include "services/ingestion/source_client.h"

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {

absl::StatusOr<std::string> SourceOfClient(
    const View& view, absl::string_view field, absl::string_view name,
    const std::vector<std::string>& client) {
  const absl::StatusOr<std::string> id = record::ParseSourceName(name);
  if (!id.ok()) return base::InvalidField(field, id.status().message());
  ASSIGN_OR_RETURN(const v1::Source source, FindSource(view, *id));
  if (IsClientOf(source, client)) return *id;
  return NotYours(*id, client.front());
}

}  // namespace creditproof::ingestion
