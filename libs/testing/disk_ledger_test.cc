#include "libs/testing/disk_ledger.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "libs/base/files.h"

namespace creditproof::testing {
namespace {

// A directory whose files are changed through the ledger.
struct Fixture {
  TempDirectory directory;
  DiskLedger ledger;

  std::filesystem::path Path(const std::string& name) const {
    return directory.path() / name;
  }

  // Content of `name`, "-" when there is no such file.
  std::string Content(const std::string& name) const {
    return base::ReadFile(Path(name)).value_or("-");
  }

  void Create(const std::string& name, const std::string& content) {
    REQUIRE(ledger.WhilePowered([&] {
      ledger.Create(Path(name));
      std::ofstream(Path(name)) << content;
    }));
  }

  void Append(const std::string& name, const std::string& content) {
    REQUIRE(ledger.WhilePowered([&] {
      ledger.Append(Path(name));
      std::ofstream(Path(name), std::ios::app) << content;
    }));
  }

  void Rename(const std::string& from, const std::string& to) {
    REQUIRE(ledger.WhilePowered([&] {
      ledger.Rename(Path(from), Path(to));
      std::filesystem::rename(Path(from), Path(to));
    }));
  }

  void Delete(const std::string& name) {
    REQUIRE(ledger.WhilePowered([&] {
      ledger.Delete(Path(name));
      std::filesystem::remove(Path(name));
    }));
  }

  void Sync(const std::string& name) {
    REQUIRE(ledger.WhilePowered([&] { ledger.Sync(Path(name)); }));
  }

  void SyncDirectory() {
    REQUIRE(
        ledger.WhilePowered([&] { ledger.SyncDirectory(directory.path()); }));
  }

  // A file that is safe.
  void CreateSynced(const std::string& name, const std::string& content) {
    Create(name, content);
    Sync(name);
    SyncDirectory();
  }
};

TEST_CASE_METHOD(Fixture, "Bytes after a file's last sync are lost") {
  CreateSynced("a", "safe");
  Append("a", " lost");
  ledger.CutPower();
  CHECK(Content("a") == "safe");
}

TEST_CASE_METHOD(Fixture, "A file that was there before is safe as it was") {
  std::ofstream(Path("a")) << "old";
  Append("a", " lost");
  ledger.CutPower();
  CHECK(Content("a") == "old");
}

TEST_CASE_METHOD(Fixture, "A new file needs its own and its directory's sync") {
  Create("no directory", "x");
  Sync("no directory");
  ledger.CutPower();
  CHECK(Content("no directory") == "-");
}

TEST_CASE_METHOD(Fixture, "A new file that was never synced is empty") {
  Create("a", "x");
  SyncDirectory();
  ledger.CutPower();
  CHECK(Content("a").empty());
}

TEST_CASE_METHOD(Fixture, "A rename without sync is undone") {
  CreateSynced("CURRENT", "old");
  CreateSynced("new", "new");
  Rename("new", "CURRENT");
  ledger.CutPower();
  CHECK(Content("CURRENT") == "old");
  CHECK(Content("new") == "new");
}

TEST_CASE_METHOD(Fixture, "A synced rename stays") {
  CreateSynced("CURRENT", "old");
  Create("new", "new");
  Sync("new");
  Rename("new", "CURRENT");
  SyncDirectory();
  ledger.CutPower();
  CHECK(Content("CURRENT") == "new");
  CHECK(Content("new") == "-");
}

TEST_CASE_METHOD(Fixture, "A file replaced without sync has its old content") {
  CreateSynced("a", "old");
  Create("b", "new");
  Rename("b", "a");
  ledger.CutPower();
  CHECK(Content("a") == "old");
  CHECK(Content("b") == "-");
}

TEST_CASE_METHOD(Fixture, "A deleted file comes back until the next sync") {
  CreateSynced("a", "a");
  CreateSynced("b", "b");
  Delete("a");
  SyncDirectory();
  Delete("b");
  ledger.CutPower();
  CHECK(Content("a") == "-");
  CHECK(Content("b") == "b");
}

TEST_CASE_METHOD(Fixture, "Nothing happens without power") {
  bool happened = false;
  ledger.CutPower();
  CHECK_FALSE(ledger.WhilePowered([&] { happened = true; }));
  CHECK_FALSE(happened);
}

}  // namespace
}  // namespace creditproof::testing
