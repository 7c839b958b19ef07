#include "services/ingestion/origin.h"

#include <algorithm>

#include "libs/record/declared_number.h"

namespace creditproof::ingestion {

record::v1::RecordKind RecordKindOf(v1::FileKind kind) {
  switch (kind) {
    case v1::FILE_KIND_PENALTY:
      return record::v1::RECORD_KIND_PENALTY;
    case v1::FILE_KIND_DISHONESTY:
      return record::v1::RECORD_KIND_DISHONESTY;
    case v1::FILE_KIND_DEFAULTER:
      return record::v1::RECORD_KIND_DEFAULTER;
    default:
      return record::IsDeclared(kind)
                 ? static_cast<record::v1::RecordKind>(kind)
                 : record::v1::RECORD_KIND_UNSPECIFIED;
  }
}

bool MayDeliver(const changelog::v1::SourceState& source, v1::FileKind kind) {
  if (kind == v1::FILE_KIND_REGISTRATION) {
    return source.delivers_registrations();
  }
  const auto& kinds = source.record_kinds();
  return std::find(kinds.begin(), kinds.end(), RecordKindOf(kind)) !=
         kinds.end();
}

}  // namespace creditproof::ingestion
