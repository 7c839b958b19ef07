#include "services/ingestion/sealing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {

absl::Status SealInto(
    const std::vector<std::pair<std::string, std::string>>& numbers,
    absl::string_view owner, const crypto::Sealer& sealer,
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns) {
  for (const auto& [id, number] : numbers) {
    ASSIGN_OR_RETURN(std::string sealed,
                     sealer.Seal(absl::StrCat(owner, "|", id), number));
    record::v1::Column& column = *columns.Add();
    column.set_id(id);
    column.set_sealed(std::move(sealed));
  }
  std::sort(
      columns.begin(), columns.end(),
      [](const auto& one, const auto& other) { return one.id() < other.id(); });
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
