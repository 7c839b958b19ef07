#include "libs/report/shared_start.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "libs/crypto/digest.h"
#include "libs/report/sample_report.h"

namespace creditproof::report {
namespace {

const std::string kStart =
    "%PDF\n1 0 obj\n<</Type/Font/ToUnicode 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Length 12>>\nstream\n<0001><4E2D>\nendstream\nendobj\n";
const std::vector<std::size_t> kOffsets = {5, 51};

SharedStart Start() { return SharedStart::Read(kStart, kOffsets).value(); }

FileObjects File(std::vector<std::size_t> offsets) {
  return FileObjects::At(kStart, std::move(offsets));
}

TEST_CASE("A font of the start means in a file what it means there") {
  const auto meanings = Start().Meanings(File(kOffsets), 1);
  REQUIRE(meanings != nullptr);
  CHECK(meanings->at(1) == "中");
  CHECK(*meanings == **ReadMeanings(File(kOffsets), 1));
}

TEST_CASE("A font whose object or map is another's in the file is not known") {
  CHECK(Start().Meanings(File({6, 51}), 1) == nullptr);
  CHECK(Start().Meanings(File({5, 52}), 1) == nullptr);
  CHECK(Start().Meanings(File({5}), 1) == nullptr);
  CHECK(Start().Meanings(File(kOffsets), 2) == nullptr);
}

TEST_CASE("A file starts with what all of its renderer's start with") {
  const std::string pdf = SampleRenderer().Render(SamplePage()).value();
  const auto start = SharedStart::Of(pdf);
  REQUIRE(start.ok());
  CHECK(start->bytes() == SampleRenderer().start().bytes());
  CHECK(start->Sha256(pdf) == crypto::Sha256(pdf));
  CHECK(absl::IsInvalidArgument(SharedStart::Of(kStart).status()));
}

TEST_CASE("The start's digest goes on as that of the whole") {
  for (const bool with_sm3 : {false, true}) {
    DocumentHash rest = SampleRenderer().start().Hash(with_sm3);
    rest.Update("more");
    DocumentHash whole(with_sm3);
    whole.Update(SampleRenderer().start().bytes());
    whole.Update("more");
    const DocumentDigests digests = rest.Finish();
    const DocumentDigests expected = whole.Finish();
    CHECK(digests.sha256 == expected.sha256);
    CHECK(digests.sm3 == expected.sm3);
  }
}

TEST_CASE("Only what starts with all its bytes begins so") {
  CHECK(Start().Begins(kStart + "more"));
  CHECK_FALSE(Start().Begins(kStart.substr(0, kStart.size() - 1)));
  CHECK_FALSE(Start().Begins("x" + kStart));
}

}  // namespace
}  // namespace creditproof::report
