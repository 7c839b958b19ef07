// Signs documents: CMS around the signature of one key, and of a second one for
// SM2 where the installation wants that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/crypto/signing.h"
#include "libs/report/cms_frame.h"
#include "libs/report/document_hash.h"

namespace creditproof::report {

// Thread-safe once made.
class CmsSigner {
 public:
  // By the certificate's key, P-256 or RSA. Fails with INVALID_ARGUMENT when it
  // is of another algorithm, or `key_pem` is not the certificate's.
  static absl::StatusOr<CmsSigner> Make(absl::string_view certificate_pem,
                                        absl::string_view key_pem);

  // From now on an SM2 signature goes with each. Fails likewise.
  absl::Status AddSm2(absl::string_view certificate_pem,
                      absl::string_view key_pem);

  // What Sign wants to know of a document, to be fed with its bytes.
  DocumentHash StartHash() const { return DocumentHash(sm2_.has_value()); }

  // The ContentInfo.
  absl::StatusOr<std::string> Sign(const DocumentDigests& document) const;

  // What it signs with, as ReportData states it.
  std::vector<v1::SignatureKind> kinds() const;

  // How long a ContentInfo may become.
  std::size_t MostBytes() const;

  // Of the first key.
  const CmsFrame& frame() const { return first_.frame; }

  // Of every key: what a scanner needs to know its signatures.
  std::vector<CmsFrame> frames() const;

 private:
  struct Key {
    CmsFrame frame;
    crypto::SigningKey signing;
  };

  static absl::StatusOr<Key> Read(absl::string_view certificate_pem,
                                  absl::string_view key_pem);

  explicit CmsSigner(Key first) : first_(std::move(first)) {}

  Key first_;
  std::optional<Key> sm2_;
};

}  // namespace creditproof::report
