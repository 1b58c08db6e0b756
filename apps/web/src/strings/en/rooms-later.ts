export const roomsLater = {
  new: {
    namePlaceholder: "release-3.2",
    topicHint: "What it is for, in a few words. It may stay empty.",
    whoMayJoin: "Who may join",
    public: {
      label: "Public",
      note: "Everyone here can find it and join",
    },
    private: {
      label: "Private",
      note: "Only those who are added can see it",
    },
    create: "Create room",
  },
};
