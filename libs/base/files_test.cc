#include "libs/base/files.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "absl/strings/match.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::base {
namespace {

using testing::TempDirectory;

TEST_CASE("A file is read as it was written") {
  const TempDirectory directory;
  const auto file = directory.path() / "file";
  const std::string content = GENERATE(
      std::string(), std::string("\0\n\xff", 3), std::string(200'000, 'x'));

  REQUIRE(WriteFile(file, content).ok());

  CHECK(ReadFile(file).value() == content);
}

TEST_CASE("Of a file without end as much is read as is wanted") {
  CHECK(ReadFile("/dev/zero", 100'000).value() == std::string(100'000, '\0'));
}

TEST_CASE("Writing replaces the whole file and leaves nothing beside it") {
  const TempDirectory directory;
  const auto file = directory.path() / "file";
  REQUIRE(WriteFile(file, "a long first content").ok());

  REQUIRE(WriteFile(file, "short").ok());

  CHECK(ReadFile(file).value() == "short");
  const auto begin = std::filesystem::directory_iterator(directory.path());
  CHECK(std::distance(begin, std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("A file is for its owner alone when it says so") {
  const TempDirectory directory;
  const auto file = directory.path() / "file";
  REQUIRE(WriteFile(file, "", Readers::kOwner).ok());
  CHECK((std::filesystem::status(file).permissions() &
         (std::filesystem::perms::group_all |
          std::filesystem::perms::others_all)) == std::filesystem::perms::none);
}

TEST_CASE("What was not committed leaves the file as it was") {
  const TempDirectory directory;
  const auto file = directory.path() / "file";
  REQUIRE(WriteFile(file, "as it was").ok());
  {
    const auto writer = FileWriter::Open(file).value();
    REQUIRE(writer->Append("one").ok());
    CHECK(ReadFile(file).value() == "as it was");
  }
  CHECK(ReadFile(file).value() == "as it was");
  const auto writer = FileWriter::Open(file).value();
  REQUIRE(writer->Append("one").ok());
  REQUIRE(writer->Append(" two").ok());
  REQUIRE(writer->Commit().ok());
  CHECK(ReadFile(file).value() == "one two");
}

TEST_CASE("A file that is not there is named") {
  const TempDirectory directory;
  const absl::Status status = ReadFile(directory.path() / "absent").status();
  CHECK(status.code() == absl::StatusCode::kNotFound);
  CHECK(absl::StrContains(status.message(), "absent"));
}

TEST_CASE("What is no file is UNAVAILABLE") {
  const TempDirectory directory;
  CHECK(ReadFile(directory.path()).status().code() ==
        absl::StatusCode::kUnavailable);
}

TEST_CASE("A write that fails is UNAVAILABLE and leaves the file as it was") {
  const TempDirectory directory;
  const auto folder = directory.path() / "folder";
  std::filesystem::create_directory(folder);

  const absl::Status over_folder = WriteFile(folder, "x");
  const absl::Status nowhere = WriteFile(directory.path() / "no" / "file", "x");

  CHECK(over_folder.code() == absl::StatusCode::kUnavailable);
  CHECK(absl::StrContains(over_folder.message(), "folder"));
  CHECK(std::filesystem::is_directory(folder));
  CHECK(nowhere.code() == absl::StatusCode::kUnavailable);
  const auto begin = std::filesystem::directory_iterator(directory.path());
  CHECK(std::distance(begin, std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("A file that is moved is there and no longer here") {
  const TempDirectory directory;
  const auto file = directory.path() / "file";
  const auto target = directory.path() / "folder" / "target";
  std::filesystem::create_directory(target.parent_path());
  REQUIRE(WriteFile(target, "old").ok());
  REQUIRE(WriteFile(file, "new").ok());

  CHECK(MoveFile(file, target).ok());

  CHECK(ReadFile(target).value() == "new");
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(absl::IsNotFound(MoveFile(file, target)));
}

}  // namespace
}  // namespace creditproof::base
