// Signs documents: CMS around the signature of one key, and of a second one for
// SM2 where the installation wants that.
#pragma once

#include <functional>
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
#include "libs/report/time_stamp.h"

namespace creditproof::report {

// The token of a signature, as Stamper::ReadAnswer gives it. Fails with
// UNAVAILABLE (TIME_STAMP_UNAVAILABLE). Thread-safe.
using Stamp =
    std::function<absl::StatusOr<std::string>(absl::string_view signature)>;

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

  // From now on `stamp` gives stamps, by `stamper`, to documents that want one.
  void AddTimeStamps(Stamper stamper, Stamp stamp);

  // Whether Sign wants the SM3 digest of a document, too.
  bool with_sm3() const { return sm2_.has_value(); }

  // The ContentInfo. Fails as the stamp does, or as it would if there is none.
  absl::StatusOr<std::string> Sign(const DocumentDigests& document,
                                   bool time_stamped = false) const;

  // What it signs with, as ReportData states it.
  std::vector<v1::SignatureKind> kinds() const;

  // How much room a file has for the ContentInfo (shape.h).
  std::size_t BytesKept(bool time_stamped = false) const;

  // How long a ContentInfo may become, stamped or not.
  std::size_t MostBytes(bool time_stamped = false) const;

  // INVALID_ARGUMENT when some ContentInfo would not fit: the certificates are
  // too long.
  absl::Status CheckRoom() const;

  // Of the first key.
  const CmsFrame& frame() const { return first_.frame; }

  // Of every key: what a scanner needs to know its signatures.
  std::vector<CmsFrame> frames() const;

  // Likewise, to know its stamps: one, or none.
  const std::vector<Stamper>& stampers() const { return stampers_; }

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
  std::vector<Stamper> stampers_;
  Stamp stamp_;  // empty without a stamper
};

}  // namespace creditproof::report
