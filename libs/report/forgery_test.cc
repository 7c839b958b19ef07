// Issue by issue the other tests say what is seen; here chance looks for what
// nobody thought of.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/report/altered_pdf.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"
#include "libs/report/shape.h"
#include "libs/report/signed_sample.h"

namespace creditproof::report {
namespace {

const std::vector<CmsFrame>& Issuers() {
  static const auto* const issuers = new auto(SampleIssuers());
  return *issuers;
}

bool IsGenuine(absl::string_view pdf) {
  return ScanPdf(pdf, Issuers()).verdict == Scan::Verdict::kGenuine;
}

// A genuine report, signed twice, and another one of the same issuer, to take
// pieces from.
struct Reports {
  std::string pdf = SampleSignedBy(SignerWith(FirstKey::kP256, true));
  std::string other = [] {
    Page page = SamplePage();
    page.data.mutable_subject()->set_name("别的公司");
    page.qr_text.back() = page.qr_text.back() == 'A' ? 'Q' : 'A';
    return SampleRenderer().Render(page).value();
  }();
};

const Reports& Genuine() {
  static const auto* const reports = new Reports;
  return *reports;
}

// Makes a file of a genuine one by up to four random edits.
class Forger {
 public:
  explicit Forger(unsigned seed) : dice_(seed) {}

  std::string Forge() {
    file_ = Genuine().pdf;
    for (std::size_t edits = 1 + Below(4); edits > 0; --edits) Edit();
    return file_;
  }

 private:
  std::size_t Below(std::size_t limit) {
    return limit == 0 ? 0 : dice_() % limit;
  }

  // Near the end, where the proofs lie, as often as anywhere.
  std::size_t Place() {
    const std::size_t near = std::min<std::size_t>(file_.size(), 20'000);
    return Below(2) == 0 ? Below(file_.size()) : file_.size() - 1 - Below(near);
  }

  std::string Bytes(std::size_t most) {
    constexpr absl::string_view kLikely = "0123456789ABCDEF<>[]()/ \n";
    std::string bytes(1 + Below(most), '\0');
    const bool likely = Below(2) == 0;
    for (char& byte : bytes) {
      byte =
          likely ? kLikely[Below(kLikely.size())] : static_cast<char>(dice_());
    }
    return bytes;
  }

  void Edit() {
    if (file_.empty()) return;
    const std::size_t at = Place();
    switch (Below(9)) {
      case 0: {
        const std::string bytes = Bytes(8);
        file_.replace(at, std::min(bytes.size(), file_.size() - at),
                      bytes.substr(0, file_.size() - at));
        return;
      }
      case 1:
        file_[at] = static_cast<char>(file_[at] ^ (1 << Below(8)));
        return;
      case 2:
        file_.insert(at, Bytes(16));
        return;
      case 3:
        file_.erase(at, 1 + Below(64));
        return;
      case 4:
        file_.resize(at);
        return;
      case 5:
        return Append();
      case 6:
        return SwapObjects();
      case 7:
        return Transplant();
      default:
        file_.insert(at, file_.substr(Place(), 1 + Below(256)));
    }
  }

  void Append() {
    if (Below(2) == 0) {
      file_ += Bytes(64);
      return;
    }
    file_ = Updated(
        file_, static_cast<int>(1 + Below(60)),
        absl::StrCat("<</Length 4>>\nstream\n", Bytes(4), "\nendstream"));
    const std::size_t range = file_.rfind(kByteRangeOpen.data());
    if (range != std::string::npos && Below(2) == 0) {
      file_ += file_.substr(range);
    }
  }

  // Two of them change places, whatever their sizes.
  void SwapObjects() {
    const auto find = [this](std::size_t from) {
      const std::size_t begin = file_.find(" 0 obj\n", from);
      const std::size_t end = file_.find("endobj", begin);
      return std::make_pair(begin, end);
    };
    auto first = find(Below(file_.size()));
    auto second = find(Below(file_.size()));
    if (first.first > second.first) std::swap(first, second);
    if (second.second == std::string::npos || first.second >= second.first) {
      return;
    }
    const std::string one =
        file_.substr(first.first, first.second - first.first);
    const std::string two =
        file_.substr(second.first, second.second - second.first);
    file_.replace(second.first, two.size(), one);
    file_.replace(first.first, one.size(), two);
  }

  // A piece of the other report in the place where the same stands here.
  void Transplant() {
    static constexpr absl::string_view kPieces[][2] = {
        {kQrKey, ")"},
        {kAttachmentOpen, kDataClose},
        {kSignatureOpen, kSignatureClose},
        {kContentsOpen, ">"},
        {"/ID[<", "]"},
        {"/ImageMask true", "endstream"},
        {"\nxref\n0 ", "trailer"}};
    const auto& [open, close] = kPieces[Below(std::size(kPieces))];
    const auto find = [open = open, close = close](const std::string& file) {
      const std::size_t begin = file.rfind(std::string(open));
      const std::size_t end = file.find(std::string(close), begin);
      return std::make_pair(begin, end);
    };
    const auto here = find(file_);
    const auto there = find(Genuine().other);
    if (here.second == std::string::npos) return;
    file_.replace(
        here.first, here.second - here.first,
        Genuine().other.substr(there.first, there.second - there.first));
  }

  std::mt19937 dice_;
  std::string file_;
};

// Of files that are not the genuine ones: how many are taken for such.
std::size_t Accepted(unsigned seed, int files) {
  Forger forger(seed);
  std::size_t accepted = 0;
  for (int i = 0; i < files; ++i) {
    const std::string file = forger.Forge();
    const bool is_same = file == Genuine().pdf || file == Genuine().other;
    if (!is_same && IsGenuine(file)) {
      ++accepted;
      UNSCOPED_INFO("seed " << seed << ", file " << i);
    }
  }
  return accepted;
}

TEST_CASE("Of ten thousand random forgeries none is genuine") {
  REQUIRE(IsGenuine(Genuine().pdf));
  REQUIRE(IsGenuine(Genuine().other));
  CHECK(Accepted(/*seed=*/20261130, 10'000) == 0);
}

TEST_CASE("A forgery that is signed anew by another key is not genuine") {
  const CmsSigner forger =
      CmsSigner::Make(TestKey("test-only-other-signer.pem"),
                      TestKey("test-only-other-signer-key.pem"))
          .value();
  const std::string pdf = Genuine().other;
  CHECK_FALSE(IsGenuine(SignedAnew(pdf, forger)));
  CHECK_FALSE(IsGenuine(SignedAnew(Replaced(pdf, "别的", "我的"), forger)));
  CHECK(IsGenuine(SignedAnew(Replaced(pdf, "别的", "我的"), SampleSigner())));
}

TEST_CASE("Not even its own key makes a file genuine that ends otherwise") {
  const std::string pdf = SampleRenderer().Render(SamplePage()).value();
  REQUIRE(IsGenuine(SignedAnew(pdf, SampleSigner())));
  for (const absl::string_view trailer :
       {"trailer\n<< /Root", "trailer\n<</Toor ", "trailer\n%</Root "}) {
    CHECK_FALSE(IsGenuine(SignedAnew(
        Replaced(pdf, "trailer\n<</Root ", trailer), SampleSigner())));
  }
}

// By hand: some minutes.
TEST_CASE("No bit of a report may flip, and no random forgery passes",
          "[.long]") {
  std::string pdf = Genuine().pdf;
  std::size_t accepted = 0;
  for (char& byte : pdf) {
    for (int bit = 0; bit < 8; ++bit) {
      byte = static_cast<char>(byte ^ (1 << bit));
      accepted += IsGenuine(pdf);
      byte = static_cast<char>(byte ^ (1 << bit));
    }
  }
  std::cout << 8 * pdf.size() << " flipped bits, " << accepted << " accepted\n";
  CHECK(accepted == 0);
  constexpr int kFiles = 200'000;
  const std::size_t forged = Accepted(/*seed=*/1, kFiles);
  std::cout << kFiles << " random forgeries, " << forged << " accepted\n";
  CHECK(forged == 0);
}

}  // namespace
}  // namespace creditproof::report
