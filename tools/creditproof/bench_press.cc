#include "tools/creditproof/bench_press.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/lint.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_page.h"
#include "tools/creditproof/bench_printer.h"
#include "tools/creditproof/bench_work.h"

namespace creditproof::tool {
namespace {

constexpr std::uint32_t kSubjects = 1'000;
constexpr absl::Duration kRoundTime = absl::Milliseconds(500);
constexpr char kFloor[] = "floor";

// What is printed with one way to sign.
struct Printer {
  absl::StatusOr<report::Page> PageOf(
      std::uint32_t number, const crypto::SigningKey& claim_key) const {
    return BenchPage(data[number % kSubjects], claim_key);
  }

  std::unique_ptr<BenchPrinter> print;
  std::vector<report::v1::ReportData> data;
};

absl::StatusOr<Printer> MakePrinter(const report::Template& drawn,
                                    const policy::v1::Policy& policy,
                                    const KeyPems& first, const KeyPems* sm2) {
  Printer printer;
  ASSIGN_OR_RETURN(printer.print,
                   BenchPrinter::Make(drawn, policy.names(), first, sm2));
  for (std::uint32_t number = 0; number < kSubjects; ++number) {
    printer.data.push_back(
        BenchReportData(drawn, policy, number, printer.print->kinds()));
  }
  return printer;
}

struct Finished {
  report::Page page;
  std::string pdf;
};

}  // namespace

struct BenchPress::Parts {
  absl::Status Prepare();
  absl::Status Print(const Printer& printer, std::uint32_t number) const;
  absl::Status DoTheLeast() const;
  absl::Status Lint(std::uint32_t number) const;

  std::filesystem::path main_folder() const { return folder.path() / "main"; }
  std::filesystem::path rsa_folder() const { return folder.path() / "rsa"; }

  std::size_t prefix_bytes() const {
    return p256.print->renderer().start().bytes().size();
  }

  const report::Template& clean() const {
    return templates->For(report::v1::ReportData::OUTCOME_CLEAN);
  }

  testing::TempDirectory folder;
  std::optional<report::Templates> templates;
  std::optional<crypto::SigningKey> claim_key;
  Printer p256;
  Printer rsa;
  Printer sm2;
  std::vector<Finished> finished;
  std::optional<crypto::Sha256Stream> prefix_hash;
};

absl::Status BenchPress::Parts::Prepare() {
  RETURN_IF_ERROR(MakeKeys(main_folder(), "--sm2"));
  RETURN_IF_ERROR(MakeKeys(rsa_folder(), "--rsa"));
  ASSIGN_OR_RETURN(const std::string claim_pem,
                   base::ReadFile(FilesOf(main_folder(), "claim").key));
  ASSIGN_OR_RETURN(claim_key, crypto::SigningKey::FromPem(claim_pem));
  ASSIGN_OR_RETURN(const KeyPems p256_key,
                   ReadKey(FilesOf(main_folder(), "report-signer")));
  ASSIGN_OR_RETURN(const KeyPems sm2_key,
                   ReadKey(FilesOf(main_folder(), "report-sm2")));
  ASSIGN_OR_RETURN(const KeyPems rsa_key,
                   ReadKey(FilesOf(rsa_folder(), "report-signer")));
  ASSIGN_OR_RETURN(const policy::v1::Policy policy, ShippedPolicy());
  ASSIGN_OR_RETURN(templates, ShippedTemplates());
  ASSIGN_OR_RETURN(p256, MakePrinter(clean(), policy, p256_key, nullptr));
  ASSIGN_OR_RETURN(rsa, MakePrinter(clean(), policy, rsa_key, nullptr));
  ASSIGN_OR_RETURN(sm2, MakePrinter(clean(), policy, p256_key, &sm2_key));
  for (std::uint32_t number = 0; number < kSubjects; ++number) {
    ASSIGN_OR_RETURN(report::Page page, p256.PageOf(number, *claim_key));
    ASSIGN_OR_RETURN(std::string pdf, p256.print->renderer().Render(page));
    finished.push_back({std::move(page), std::move(pdf)});
  }
  prefix_hash.emplace();
  prefix_hash->Update(p256.print->renderer().start().bytes());
  return absl::OkStatus();
}

absl::Status BenchPress::Parts::Print(const Printer& printer,
                                      std::uint32_t number) const {
  ASSIGN_OR_RETURN(const report::Page page, printer.PageOf(number, *claim_key));
  return printer.print->renderer().Render(page).status();
}

absl::Status BenchPress::Parts::DoTheLeast() const {
  const std::string copy = finished.front().pdf;
  crypto::Sha256Stream hash = *prefix_hash;
  hash.Update(absl::string_view(copy).substr(prefix_bytes()));
  const std::string digest = hash.Finish();
  RETURN_IF_ERROR(
      claim_key->Sign(digest, crypto::SignatureForm::kRaw).status());
  return claim_key->Sign(digest, crypto::SignatureForm::kDer).status();
}

absl::Status BenchPress::Parts::Lint(std::uint32_t number) const {
  const Finished& report = finished[number % kSubjects];
  return report::Lint(
      report.pdf, report.page,
      {clean(), p256.print->issuers(), {}, &p256.print->renderer().start()});
}

absl::StatusOr<std::unique_ptr<BenchPress>> BenchPress::Start() {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Prepare());
  return std::unique_ptr<BenchPress>(new BenchPress(std::move(parts)));
}

BenchPress::BenchPress(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

BenchPress::~BenchPress() = default;

Contenders BenchPress::contenders() {
  Contenders contenders;
  const auto add = [&contenders](const char* name, int threads, Work work) {
    contenders.push_back({name, kFloor, [threads, work = std::move(work)] {
                            return KeepWorking(threads, kRoundTime, work);
                          }});
  };
  const auto print = [this](const Printer& printer) {
    return [this, &printer](std::uint32_t number) {
      return parts_->Print(printer, number);
    };
  };
  add(kFloor, 1, [this](std::uint32_t) { return parts_->DoTheLeast(); });
  add("print", 1, print(parts_->p256));
  add("print_2_threads", 2, print(parts_->p256));
  add("print_rsa", 1, print(parts_->rsa));
  add("print_sm2", 1, print(parts_->sm2));
  add("lint", 1, [this](std::uint32_t number) { return parts_->Lint(number); });
  return contenders;
}

const std::string& BenchPress::sample() const {
  return parts_->finished.front().pdf;
}

const std::string& BenchPress::qr_text() const {
  return parts_->finished.front().page.qr_text;
}

std::size_t BenchPress::prefix_bytes() const { return parts_->prefix_bytes(); }

std::string BenchPress::key_file() const {
  return FilesOf(parts_->main_folder(), "report-signer").key;
}

std::string BenchPress::certificate_file() const {
  return FilesOf(parts_->main_folder(), "report-signer").certificate;
}

}  // namespace creditproof::tool
