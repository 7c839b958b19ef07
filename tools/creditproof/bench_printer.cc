#include "tools/creditproof/bench_printer.h"

#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/testing/process.h"
#include "tools/creditproof/bench_installation.h"

namespace creditproof::tool {
namespace {

constexpr char kFonts[] = "/usr/share/fonts";

}  // namespace

absl::Status MakeKeys(const std::filesystem::path& folder,
                      const std::string& option) {
  const testing::Ended ended =
      testing::Run({SourceFile("deploy/local/make-pki"), folder, option});
  if (ended.exit_status == 0) return absl::OkStatus();
  return absl::UnavailableError("no keys: " + ended.err);
}

KeyFiles FilesOf(const std::filesystem::path& folder, const std::string& name) {
  return {folder / "secrets" / (name + ".key"),
          folder / "secrets" / (name + ".crt")};
}

absl::StatusOr<KeyPems> ReadKey(const KeyFiles& files) {
  KeyPems pems;
  ASSIGN_OR_RETURN(pems.key, base::ReadFile(files.key));
  ASSIGN_OR_RETURN(pems.certificate, base::ReadFile(files.certificate));
  return pems;
}

absl::StatusOr<std::unique_ptr<BenchPrinter>> BenchPrinter::Make(
    const report::Template& drawn, const policy::v1::Names& names,
    const KeyPems& first, const KeyPems* sm2) {
  ASSIGN_OR_RETURN(report::CmsSigner signer,
                   report::CmsSigner::Make(first.certificate, first.key));
  if (sm2 != nullptr) {
    RETURN_IF_ERROR(signer.AddSm2(sm2->certificate, sm2->key));
  }
  std::unique_ptr<BenchPrinter> printer(new BenchPrinter(std::move(signer)));
  ASSIGN_OR_RETURN(
      printer->renderer_,
      report::Renderer::Make(kFonts, drawn, names, printer->signer_));
  return printer;
}

}  // namespace creditproof::tool
