#include "services/ingestion/derived_id.h"

#include <cstdint>

#include "absl/strings/escaping.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::ingestion {

std::string DerivedId(std::initializer_list<absl::string_view> parts) {
  std::string bytes;
  for (const absl::string_view part : parts) {
    kv::AppendBigEndian(bytes, static_cast<std::uint32_t>(part.size()));
    bytes.append(part.data(), part.size());
  }
  return absl::BytesToHexString(crypto::Sha256(bytes).substr(0, 16));
}

}  // namespace creditproof::ingestion
