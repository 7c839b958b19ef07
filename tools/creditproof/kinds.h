// What kinds of record and of file are called: those that are built in, and
// those that were declared.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"

namespace creditproof::tool {

class Kinds {
 public:
  // Those that are built in.
  Kinds() = default;

  // And these.
  using Names = google::protobuf::RepeatedPtrField<record::v1::KindName>;
  explicit Kinds(const Names& declared) {
    for (const record::v1::KindName& name : declared) Add(name);
  }
  void Add(const record::v1::KindName& name) { declared_[name.kind()] = name; }

  // `penalty` or 行政处罚; of declared kinds likewise. Fails with
  // INVALID_ARGUMENT.
  absl::StatusOr<record::v1::RecordKind> Find(absl::string_view text) const;

  // `PENALTY`; of a declared kind its id, or its number where that is not
  // known.
  std::string Id(record::v1::RecordKind kind) const;
  std::string Id(ingestion::v1::FileKind kind) const;

  // 行政处罚; where a kind has no name that is known, as Id().
  std::string ChineseName(record::v1::RecordKind kind) const;
  std::string ChineseName(ingestion::v1::FileKind kind) const;

 private:
  std::map<int, record::v1::KindName> declared_;  // by number
};

// Whether it may be what --kind says: a kind that is built in, or an id.
absl::StatusOr<std::string> KindArgument(const std::string& text);

}  // namespace creditproof::tool
