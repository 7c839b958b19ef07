#include "libs/reconcile/parts.h"

#include <utility>

namespace creditproof::reconcile {

PartBuilder::PartBuilder(std::size_t part_length, Emit emit)
    : part_length_(part_length), emit_(std::move(emit)) {}

void PartBuilder::Add(absl::string_view key, absl::string_view sha256) {
  const absl::string_view prefix = key.substr(0, part_length_);
  if (part_.rows > 0 && prefix != part_.prefix) Finish();
  if (part_.rows == 0) part_.prefix = std::string(prefix);
  ++part_.rows;
  digest_.Update(key);
  digest_.Update(sha256);
}

void PartBuilder::Finish() {
  if (part_.rows == 0) return;
  part_.sha256 = digest_.Finish();
  digest_ = crypto::Sha256Stream();
  emit_(std::exchange(part_, Part()));
}

void TableDigest::Add(absl::string_view key, absl::string_view sha256) {
  ++rows_;
  digest_.Update(key);
  digest_.Update(sha256);
}

}  // namespace creditproof::reconcile
