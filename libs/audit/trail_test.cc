#include "libs/audit/trail.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "libs/audit/trail_fixture.h"
#include "libs/testing/power_loss_env.h"

namespace creditproof::audit {
namespace {

TEST_CASE_METHOD(Fixture, "Entries are numbered from 1 and chained") {
  CHECK(trail->Verify().ok());
  CHECK(trail->Add(Entry("a")) == 1);
  REQUIRE(trail->WaitDurable(1).ok());
  CHECK(trail->Add(Entry("b")) == 2);
  REQUIRE(trail->WaitDurable(2).ok());

  const auto entries = trail->Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[0].sequence() == 1);
  CHECK((*entries)[0].subject() == "a");
  CHECK((*entries)[1].sequence() == 2);
  CHECK(Page(1).previous_sha256() == std::string(32, '\0'));
  CHECK(Page(2).previous_sha256() == crypto::Sha256(Stored(1)));
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Fixture, "A caller cannot choose a number") {
  v1::AuditEntry entry = Entry("a");
  entry.set_sequence(7);

  REQUIRE(trail->WaitDurable(trail->Add(entry)).ok());

  CHECK(trail->Read(1, 1)->at(0).sequence() == 1);
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Fixture, "Entries are read from a number on, up to a count") {
  Add(5);

  CHECK(trail->Read(0, 10)->size() == 5);
  CHECK(trail->Read(1, 0)->empty());
  CHECK(trail->Read(6, 10)->empty());
  const auto middle = trail->Read(3, 2).value();
  REQUIRE(middle.size() == 2);
  CHECK(middle[0].sequence() == 3);
  CHECK(middle[1].sequence() == 4);
}

TEST_CASE_METHOD(Fixture, "What nobody waits for is written all the same") {
  for (int i = 0; i < 100; ++i) trail->Add(Entry("a"));

  trail.reset();

  trail = Trail::Open(*store, kAudit).value();
  CHECK(trail->Read(1, 1000)->size() == 100);
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Fixture,
                 "A trail that is opened again goes on with its chain") {
  Add(3);
  trail.reset();
  store.reset();
  store = OpenStore(directory);
  trail = Trail::Open(*store, kAudit).value();

  CHECK(trail->Add(Entry("next")) == 4);
  REQUIRE(trail->WaitDurable(4).ok());

  CHECK(trail->Verify().ok());
  CHECK(Page(4).previous_sha256() == crypto::Sha256(Stored(3)));
}

TEST_CASE_METHOD(Fixture, "A changed entry is found") {
  AddPages(5);
  const std::uint64_t changed = GENERATE(1u, 3u, 4u, 5u);
  v1::AuditPage page = Page(changed);
  page.mutable_entries(0)->set_subject("another");

  Put(changed, page.SerializeAsString());

  const std::string next = std::to_string(changed + 1);
  CHECK(Damage() ==
        (changed == 5 ? "audit entry 5 was changed"
                      : "audit entry " + next +
                            " does not fit what is before it: one of the two "
                            "was changed"));
}

TEST_CASE_METHOD(Fixture, "A removed entry is found, the last one too") {
  AddPages(5);
  const std::uint64_t removed = GENERATE(1u, 3u, 5u);

  Remove(removed);

  CHECK(Damage() == "audit entry " + std::to_string(removed) + " is missing");
}

TEST_CASE_METHOD(Fixture, "Any changed byte of a page is found") {
  Add(20);
  Add(20);
  const std::string page = Stored(20);
  REQUIRE(!page.empty());
  for (std::size_t i = 0; i < page.size(); ++i) {
    std::string changed = page;
    changed[i] ^= 1;
    Put(20, changed);
    CHECK(trail->Verify().code() == absl::StatusCode::kDataLoss);
  }
}

TEST_CASE_METHOD(Fixture, "An entry taken out of a page is found") {
  Add(20);
  v1::AuditPage page = Page(20);
  page.mutable_entries()->RemoveLast();
  Put(20, page.SerializeAsString());
  CHECK(Damage() == "an audit page cannot be read back");
}

TEST_CASE_METHOD(Fixture, "Swapped pages are found") {
  AddPages(4);
  const std::string second = Stored(2);
  const std::string third = Stored(3);

  Put(2, third);
  Put(3, second);

  CHECK(Damage() == "an audit page cannot be read back");
}

TEST_CASE_METHOD(Fixture, "An entry that was put in is found") {
  AddPages(3);
  trail.reset();
  Put(5, Entry("forged").SerializeAsString());

  CHECK(Trail::Open(*store, kAudit).status().code() ==
        absl::StatusCode::kDataLoss);
}

TEST_CASE_METHOD(Fixture, "Bytes that are no entry are found") {
  AddPages(3);

  Put(2, "\xff\xff");

  Damage();
  CHECK(trail->Read(1, 10).status().code() == absl::StatusCode::kDataLoss);
  CHECK(trail->Read(1, 1).ok());
}

TEST_CASE_METHOD(Fixture, "Nothing is lost between threads") {
  constexpr int kThreads = 8;
  constexpr int kEach = 2000;
  std::vector<int> durable(kThreads, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < kEach; ++j) {
        const std::uint64_t sequence = trail->Add(Entry(std::to_string(i)));
        if (j % 100 == 99) {
          durable[static_cast<std::size_t>(i)] +=
              trail->WaitDurable(sequence).ok();
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  CHECK(durable == std::vector<int>(kThreads, kEach / 100));
  std::vector<int> counts(kThreads, 0);
  const auto entries = trail->Read(1, 1'000'000).value();
  for (const v1::AuditEntry& entry : entries) {
    ++counts[std::stoul(entry.subject())];
  }
  CHECK(counts == std::vector<int>(kThreads, kEach));
  CHECK(trail->Verify().ok());
}

TEST_CASE("Many more entries than may wait are all written") {
  Fixture fixture;
  fixture.Add(150'000);
  CHECK(fixture.trail->Read(150'000, 10)->size() == 1);
  CHECK(fixture.trail->Verify().ok());
}

TEST_CASE("What was durable before a power cut is there after it") {
  const testing::TempDirectory directory;
  testing::PowerLossEnv env;
  auto store = OpenStore(directory, &env);
  std::vector<absl::Status> failures;
  auto trail =
      Trail::Open(*store, kAudit, {}, [&](const absl::Status& failure) {
        failures.push_back(failure);
      }).value();
  for (int i = 0; i < 10; ++i) trail->Add(Entry("a"));
  REQUIRE(trail->WaitDurable(10).ok());

  env.CutPower();
  trail->Add(Entry("b"));
  const absl::Status status = trail->WaitDurable(11);
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_STORE_UNAVAILABLE);
  CHECK(trail->WaitDurable(10).ok());
  CHECK_FALSE(trail->WaitDurable(trail->Add(Entry("c"))).ok());
  trail.reset();
  CHECK(failures == std::vector<absl::Status>{status});
  store.reset();

  store = OpenStore(directory);
  trail = Trail::Open(*store, kAudit).value();
  CHECK(trail->Read(1, 100)->size() == 10);
  CHECK(trail->Verify().ok());
  CHECK(trail->Add(Entry("d")) == 11);
}

// Calls back with what became of an entry.
class Awaited {
 public:
  Trail::Then Then() {
    return [this](const absl::Status& durable) { ended_.set_value(durable); };
  }
  absl::Status Get() { return ended_.get_future().get(); }

 private:
  std::promise<absl::Status> ended_;
};

TEST_CASE("Who does not wait is called when an entry is on disk") {
  const testing::TempDirectory directory;
  testing::PowerLossEnv env;
  auto store = OpenStore(directory, &env);
  auto trail =
      Trail::Open(*store, kAudit, {}, [](const absl::Status&) {}).value();
  std::vector<Awaited> called(100);
  for (Awaited& caller : called) {
    trail->WhenDurable(trail->Add(Entry("a")), caller.Then());
  }
  for (Awaited& caller : called) CHECK(caller.Get().ok());

  env.CutPower();
  Awaited late;
  trail->WhenDurable(7, late.Then());  // long on disk
  CHECK(late.Get().ok());
  Awaited lost;
  trail->WhenDurable(trail->Add(Entry("b")), lost.Then());
  CHECK(absl::IsUnavailable(lost.Get()));
  Awaited later;
  trail->WhenDurable(trail->Add(Entry("c")), later.Then());
  CHECK(absl::IsUnavailable(later.Get()));
  trail.reset();
  store.reset();

  store = OpenStore(directory);
  CHECK(Trail::Open(*store, kAudit).value()->Read(1, 1000)->size() == 100);
}

TEST_CASE("A trail that is closed calls everybody who waits") {
  Fixture fixture;
  std::vector<Awaited> called(10);
  for (Awaited& caller : called) {
    fixture.trail->WhenDurable(fixture.trail->Add(Entry("a")), caller.Then());
  }
  fixture.trail.reset();
  for (Awaited& caller : called) CHECK(caller.Get().ok());
}

// Adds an entry that nobody waits for when the disk has failed, in a process of
// its own. Returns that process's exit status.
int StatusOfUnauditedProcess() {
  const testing::TempDirectory directory;
  const pid_t child = fork();
  if (child == 0) {
    testing::PowerLossEnv env;
    auto store = OpenStore(directory, &env);
    auto trail = Trail::Open(*store, kAudit).value();
    env.CutPower();
    trail->Add(Entry("a"));
    trail.reset();
    std::_Exit(EXIT_SUCCESS);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_CASE("A process that cannot write its trail ends") {
  CHECK(StatusOfUnauditedProcess() == EXIT_FAILURE);
}

}  // namespace
}  // namespace creditproof::audit
