#include "libs/reconcile/parts.h"

#include <array>
#include <utility>

#include "libs/reconcile/table_key.h"

namespace creditproof::reconcile {
namespace {

// In one piece, which is half the cost of two.
void Digest(absl::string_view key, absl::string_view sha256,
            crypto::Sha256Stream& digest) {
  std::array<char, kKeyLength + crypto::kSha256Bytes> row;
  key.copy(row.data(), kKeyLength);
  sha256.copy(row.data() + kKeyLength, crypto::kSha256Bytes);
  digest.Update({row.data(), row.size()});
}

}  // namespace

PartBuilder::PartBuilder(std::size_t part_length, Emit emit)
    : part_length_(part_length), emit_(std::move(emit)) {}

void PartBuilder::Add(absl::string_view key, absl::string_view sha256) {
  const absl::string_view prefix = key.substr(0, part_length_);
  if (part_.rows > 0 && prefix != part_.prefix) Finish();
  if (part_.rows == 0) part_.prefix = std::string(prefix);
  ++part_.rows;
  Digest(key, sha256, digest_);
}

void PartBuilder::Finish() {
  if (part_.rows == 0) return;
  part_.sha256 = digest_.Finish();
  digest_ = crypto::Sha256Stream();
  emit_(std::exchange(part_, Part()));
}

void TableDigest::Add(absl::string_view key, absl::string_view sha256) {
  ++rows_;
  Digest(key, sha256, digest_);
}

}  // namespace creditproof::reconcile
