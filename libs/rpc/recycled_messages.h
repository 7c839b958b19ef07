// Room for the messages of a hot method.
#pragma once

#include <google/protobuf/arena.h>
#include <grpcpp/support/message_allocator.h>

#include <array>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace creditproof::rpc {

// Request and response of a call lie in an arena that is used again for another
// call: their parts cost no allocations. For a callback service's
// SetMessageAllocatorFor_*; must outlive the server. Thread-safe.
//
// Handlers had better fill in the response in place: a message that was made
// elsewhere is copied into it.
template <typename Request, typename Response>
class RecycledMessages final
    : public grpc::MessageAllocator<Request, Response> {
 public:
  grpc::MessageHolder<Request, Response>* AllocateMessages() override {
    std::unique_ptr<Room> room = TakeFree();
    if (room == nullptr) room = std::make_unique<Room>(*this);
    room->Furnish();
    return room.release();  // comes back by Release
  }

 private:
  static constexpr std::size_t kMostFree = 1024;
  static constexpr std::size_t kRoomBytes = 4096;  // beyond it, the heap

  class Room final : public grpc::MessageHolder<Request, Response> {
   public:
    explicit Room(RecycledMessages& owner)
        : owner_(owner), arena_(block_.data(), block_.size()) {}

    // An arena's own block is of use to the thread that reset it last: here, by
    // the one that will read the request.
    void Furnish() {
      using google::protobuf::Arena;
      arena_.Reset();
      this->set_request(Arena::CreateMessage<Request>(&arena_));
      this->set_response(Arena::CreateMessage<Response>(&arena_));
    }

    void Release() override {
      if (arena_.SpaceAllocated() > kRoomBytes) arena_.Reset();
      owner_.TakeBack(std::unique_ptr<Room>(this));
    }

   private:
    RecycledMessages& owner_;
    std::array<char, kRoomBytes> block_;
    google::protobuf::Arena arena_;
  };

  std::unique_ptr<Room> TakeFree() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return nullptr;
    std::unique_ptr<Room> room = std::move(free_.back());
    free_.pop_back();
    return room;
  }

  void TakeBack(std::unique_ptr<Room> room) {
    const std::lock_guard lock(mutex_);
    if (free_.size() < kMostFree) free_.push_back(std::move(room));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Room>> free_;  // guarded by mutex_
};

}  // namespace creditproof::rpc
