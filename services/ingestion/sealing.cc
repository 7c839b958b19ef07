#include "services/ingestion/sealing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

std::string Context(absl::string_view owner, absl::string_view column) {
  return absl::StrCat(owner, "|", column);
}

}  // namespace

absl::Status SealInto(
    const std::vector<std::pair<std::string, std::string>>& numbers,
    absl::string_view owner, const crypto::Sealer& sealer,
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns) {
  if (numbers.empty()) return absl::OkStatus();
  for (const auto& [id, number] : numbers) {
    ASSIGN_OR_RETURN(std::string sealed,
                     sealer.Seal(Context(owner, id), number));
    record::v1::Column& column = *columns.Add();
    column.set_id(id);
    column.set_sealed(std::move(sealed));
  }
  std::sort(columns.pointer_begin(), columns.pointer_end(),
            [](const record::v1::Column* one, const record::v1::Column* other) {
              return one->id() < other->id();
            });
  return absl::OkStatus();
}

absl::Status Reseal(
    absl::string_view from, absl::string_view to, const crypto::Sealer& sealer,
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns) {
  for (record::v1::Column& column : columns) {
    if (!column.has_sealed()) continue;
    ASSIGN_OR_RETURN(const std::string number,
                     sealer.Open(Context(from, column.id()), column.sealed()));
    ASSIGN_OR_RETURN(*column.mutable_sealed(),
                     sealer.Seal(Context(to, column.id()), number));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
