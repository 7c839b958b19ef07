// One way to print signed reports, with keys of an installation made for it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/report/cms_signer.h"
#include "libs/report/renderer.h"

namespace creditproof::tool {

// Makes the keys and certificates of a local installation in `folder`;
// `option` is one of deploy/local/make-pki.
absl::Status MakeKeys(const std::filesystem::path& folder,
                      const std::string& option);

// Key and certificate `name` in a folder of MakeKeys.
struct KeyFiles {
  std::string key;
  std::string certificate;
};
KeyFiles FilesOf(const std::filesystem::path& folder, const std::string& name);

struct KeyPems {
  std::string key;
  std::string certificate;
};
absl::StatusOr<KeyPems> ReadKey(const KeyFiles& files);

class BenchPrinter {
 public:
  // `sm2` is null where there is no such signature.
  static absl::StatusOr<std::unique_ptr<BenchPrinter>> Make(
      const report::Template& drawn, const policy::v1::Names& names,
      const KeyPems& first, const KeyPems* sm2);

  const report::Renderer& renderer() const { return *renderer_; }
  const std::vector<report::CmsFrame>& issuers() const { return issuers_; }
  std::vector<report::v1::SignatureKind> kinds() const {
    return signer_.kinds();
  }

 private:
  explicit BenchPrinter(report::CmsSigner signer)
      : signer_(std::move(signer)), issuers_(signer_.frames()) {}

  const report::CmsSigner signer_;
  const std::vector<report::CmsFrame> issuers_;
  std::unique_ptr<report::Renderer> renderer_;
};

}  // namespace creditproof::tool
