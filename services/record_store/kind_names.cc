#include "services/record_store/kind_names.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "libs/record/declared_number.h"
#include "services/record_store/families.h"

namespace creditproof::record_store {
namespace {

using record::v1::KindName;

std::string Prefix(std::uint32_t partition, int number) {
  return absl::StrCat(kv::BigEndian(partition),
                      kv::BigEndian(static_cast<std::uint32_t>(number)));
}

absl::Status Corrupt() {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "the name of a kind cannot be read", {{"key", "kinds"}});
}

// Empty for a kind that was not declared by then.
absl::StatusOr<std::string> Find(const kv::Store& store,
                                 std::uint32_t partition, int number,
                                 std::uint64_t as_of_position) {
  const std::string prefix = Prefix(partition, number);
  const std::string end = prefix + kv::BigEndian(as_of_position);
  std::string found;
  RETURN_IF_ERROR(store.Scan(
      kKinds, prefix, "", [&](absl::string_view key, absl::string_view value) {
        if (key > end) return false;
        found.assign(value.data(), value.size());
        return true;
      }));
  return found;
}

}  // namespace

void PutKindName(std::uint32_t partition, std::uint64_t position,
                 const changelog::v1::KindDeclared& declared,
                 kv::Batch& batch) {
  KindName name;
  name.set_kind(static_cast<record::v1::RecordKind>(declared.kind().number()));
  name.set_kind_id(declared.kind().kind_id());
  name.set_display_name(declared.kind().display_name());
  batch.Put(
      kKinds,
      Prefix(partition, declared.kind().number()) + kv::BigEndian(position),
      name.SerializeAsString());
}

absl::Status AddKindNames(const kv::Store& store, std::uint32_t partition,
                          const std::set<int>& kinds,
                          std::uint64_t as_of_position, KindNames& names) {
  for (const int number : kinds) {
    if (!record::IsDeclared(number)) continue;
    ASSIGN_OR_RETURN(const std::string bytes,
                     Find(store, partition, number, as_of_position));
    if (bytes.empty()) continue;
    if (!names.Add()->ParseFromString(bytes)) return Corrupt();
  }
  return absl::OkStatus();
}

}  // namespace creditproof::record_store
