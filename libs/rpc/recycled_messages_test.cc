#include "libs/rpc/recycled_messages.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "creditproof/ingestion/v1/source_service.pb.h"

namespace creditproof::rpc {
namespace {

using ingestion::v1::GetSourceRequest;
using ingestion::v1::Source;
using Messages = RecycledMessages<GetSourceRequest, Source>;

TEST_CASE("A call finds nothing of the one before it in its room") {
  Messages messages;
  auto* first = messages.AllocateMessages();
  first->request()->set_name(std::string(100, 'a'));
  first->response()->add_client_names("reader");
  const Source* const room = first->response();
  first->Release();

  auto* second = messages.AllocateMessages();
  CHECK(second->response() == room);
  CHECK(second->request()->name().empty());
  CHECK(second->response()->client_names().empty());
  second->Release();
}

TEST_CASE("Calls under way at the same time share no room") {
  Messages messages;
  std::set<const Source*> rooms;
  std::vector<grpc::MessageHolder<GetSourceRequest, Source>*> holders;
  for (int i = 0; i < 10; ++i) {
    holders.push_back(messages.AllocateMessages());
    rooms.insert(holders.back()->response());
  }
  CHECK(rooms.size() == 10);
  for (auto* holder : holders) holder->Release();
}

TEST_CASE("Rooms go from thread to thread, large messages included") {
  Messages messages;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&messages] {
      for (int call = 0; call < 500; ++call) {
        auto* holder = messages.AllocateMessages();
        holder->request()->set_name(
            std::string(static_cast<std::size_t>(call % 100), 'x'));
        for (int n = 0; n < call % 300; ++n) {
          holder->response()->add_client_names(std::string(40, 'y'));
        }
        std::thread([holder] { holder->Release(); }).join();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  auto* last = messages.AllocateMessages();
  CHECK(last->response()->client_names().empty());
  last->Release();
}

}  // namespace
}  // namespace creditproof::rpc
