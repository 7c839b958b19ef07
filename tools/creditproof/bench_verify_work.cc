#include "tools/creditproof/bench_verify_work.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"

namespace creditproof::tool {
namespace {

using crypto::SignatureForm;
using verification::v1::RegisteredReport;

constexpr std::size_t kUploaded = 300;  // files
constexpr char kMessage[] = "signed";

}  // namespace

absl::Status Uploads::Print(bool with_sm2, BenchReports& reports,
                            VerificationHost& host) {
  std::vector<RegisteredReport> registered;
  while (pdfs_.size() < kUploaded) {
    ASSIGN_OR_RETURN(BenchReports::Printed printed, reports.Print(with_sm2));
    registered.push_back(std::move(printed.report));
    pdfs_.push_back(std::move(printed.pdf));
  }
  return host.Register(registered);
}

absl::Status Uploads::Judge(const verification::Examiner& examiner,
                            std::uint32_t number) const {
  ASSIGN_OR_RETURN(const verification::v1::VerifyReportResponse answer,
                   examiner.ByPdf(pdfs_[number % pdfs_.size()]));
  if (answer.authenticity() == verification::v1::AUTHENTICITY_GENUINE) {
    return absl::OkStatus();
  }
  return absl::InternalError("an upload is judged " +
                             Authenticity_Name(answer.authenticity()));
}

UploadFloor::UploadFloor(const crypto::SigningKey& key,
                         const std::vector<std::string>& pdfs)
    : key_(key),
      pdfs_(pdfs),
      signature_(key.Sign(kMessage, SignatureForm::kRaw).value()) {}

absl::Status UploadFloor::Do(std::uint32_t number) const {
  const std::string digest = crypto::Sha256(pdfs_[number % pdfs_.size()]);
  if (digest.empty()) return absl::InternalError("no digest");
  return key_.verifying_key().Verify(kMessage, signature_, SignatureForm::kRaw);
}

absl::Status BareRegistry::Open() {
  ASSIGN_OR_RETURN(store_,
                   kv::Store::Open(folder_.path(), {"reports", "digests"}));
  return absl::OkStatus();
}

absl::Status BareRegistry::Write() {
  const std::string key = absl::StrFormat("%017d", number_++);
  kv::Batch batch(*store_);
  batch.Put(kv::Family{0}, key, bytes_);
  batch.Put(kv::Family{1}, crypto::Sha256(key), key);
  return store_->Commit(std::move(batch), kv::Durability::kSynced);
}

}  // namespace creditproof::tool
