#include "services/eligibility_check/stored.h"

#include <optional>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);

absl::Status Corrupt(absl::string_view message) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT, message);
}

}  // namespace

std::string EncodeStored(const StoredStanding& stored) {
  std::string bytes = kv::BigEndian(stored.changed_position);
  bytes += policy::EncodeStanding(stored.standing);
  return bytes;
}

absl::StatusOr<StoredStanding> DecodeStored(absl::string_view bytes) {
  if (bytes.size() < kNumberBytes) {
    return Corrupt("a stored standing ends early");
  }
  ASSIGN_OR_RETURN(policy::Standing standing,
                   policy::DecodeStanding(bytes.substr(kNumberBytes)));
  return StoredStanding{kv::ReadBigEndian<std::uint64_t>(bytes),
                        std::move(standing)};
}

absl::StatusOr<StoredStanding> ReadStanding(const kv::Store& store,
                                            absl::string_view code) {
  const absl::StatusOr<std::string> bytes = store.Get(kStanding, code);
  if (absl::IsNotFound(bytes.status())) return StoredStanding{};
  RETURN_IF_ERROR(bytes.status());
  return DecodeStored(*bytes);
}

absl::StatusOr<std::vector<StoredStanding>> ReadStandings(
    const kv::Store& store, absl::Span<const absl::string_view> codes) {
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   store.FindAll(kStanding, codes));
  std::vector<StoredStanding> standings(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!values[i].has_value()) continue;
    ASSIGN_OR_RETURN(standings[i], DecodeStored(*values[i]));
  }
  return standings;
}

}  // namespace creditproof::eligibility_check
