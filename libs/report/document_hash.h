// The digests of a document that its signatures are over.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

namespace creditproof::report {

struct DocumentDigests {
  std::string sha256;
  std::string
      sm3;  // empty where it was not asked for: it costs more than SHA-256
};

// Of bytes that come in pieces. Copying copies the midstate. Not thread-safe.
class DocumentHash {
 public:
  explicit DocumentHash(bool with_sm3) {
    if (with_sm3) sm3_.emplace(crypto::Hash::kSm3);
  }

  void Update(absl::string_view bytes) {
    sha256_.Update(bytes);
    if (sm3_) sm3_->Update(bytes);
  }

  // Call once.
  DocumentDigests Finish() {
    return {sha256_.Finish(), sm3_ ? sm3_->Finish() : ""};
  }

 private:
  crypto::Sha256Stream sha256_;
  std::optional<crypto::DigestStream> sm3_;
};

}  // namespace creditproof::report
