#include "libs/report/sample_report.h"

#include <google/protobuf/text_format.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"

namespace creditproof::report {
namespace {

const std::filesystem::path kVectors = CREDITPROOF_VECTORS;

}  // namespace

std::string TestKey(absl::string_view name) {
  return base::ReadFile(kVectors / "keys" / std::string(name)).value();
}

Page SamplePage() {
  Page page;
  const std::string text =
      base::ReadFile(kVectors / "claim" / "clean.report-data.textproto")
          .value();
  google::protobuf::TextFormat::ParseFromString(text, &page.data);
  page.qr_text = std::string(absl::StripAsciiWhitespace(
      base::ReadFile(kVectors / "claim" / "clean.url").value()));
  return page;
}

const CmsSigner& SampleSigner() {
  static const auto* const signer =
      new CmsSigner(CmsSigner::Make(TestKey("test-only-signer.pem"),
                                    TestKey("test-only-signer-key.pem"))
                        .value());
  return *signer;
}

const Renderer& SampleRenderer() {
  static const Renderer* const renderer =
      Renderer::Make(std::string(kFontDirectory), SamplePage().data.names(),
                     SampleSigner())
          .value()
          .release();
  return *renderer;
}

}  // namespace creditproof::report
